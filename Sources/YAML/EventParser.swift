import CYAML

/// Drives libyaml's event parser and builds the tree with a stack of its own, so that no nesting can overflow ours.
struct EventParser {
    private(set) var problems: ProblemList
    private var source: SourceText
    private var builder = TreeBuilder()
    private var documents = 0

    init(source: SourceText, problems: ProblemList) {
        self.source = source
        self.problems = problems
    }

    mutating func parse() throws(YAMLProblem) -> Node {
        let bytes = source.bytes
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { throw refusal(yaml_mark_t(), SyntaxMessage.outOfMemory) }
        defer { yaml_parser_delete(&parser) }
        // libyaml keeps the pointer: the bytes must stay in place until the last event.
        let result: Result<Void, YAMLProblem> = bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            do throws(YAMLProblem) {
                try readEvents(&parser)
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
        problems.append(contentsOf: builder.duplicates(in: problems.file))
        let start = Position(line: 1, column: 1)
        return builder.root
            ?? Node(
                value: .scalar("", .plain), position: start, lastLine: 1, isInFlow: false, comment: nil,
                line: source.line(0))
    }

    private mutating func readEvents(_ parser: inout yaml_parser_t) throws(YAMLProblem) {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(&parser, &event) == 1 else { throw syntaxProblem(parser) }
            defer { yaml_event_delete(&event) }
            if event.type == YAML_STREAM_END_EVENT { return }
            try take(event)
        }
    }

    private mutating func take(_ event: yaml_event_t) throws(YAMLProblem) {
        switch event.type {
        case YAML_DOCUMENT_START_EVENT:
            documents += 1
            let start = event.data.document_start
            if start.version_directive != nil || start.tag_directives.start != start.tag_directives.end {
                throw refusal(event.start_mark, SyntaxMessage.directive)
            }
            if documents > 1 { throw refusal(event.start_mark, SyntaxMessage.secondDocument) }
        case YAML_ALIAS_EVENT:
            throw refusal(event.start_mark, SyntaxMessage.alias)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            try refuseProperties(event, anchor: scalar.anchor, tag: scalar.tag)
            builder.add(scalarNode(event))
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            try refuseProperties(event, anchor: start.anchor, tag: start.tag)
            try open(event, .sequence, inFlow: start.style == YAML_FLOW_SEQUENCE_STYLE)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            try refuseProperties(event, anchor: start.anchor, tag: start.tag)
            try open(event, .mapping, inFlow: start.style == YAML_FLOW_MAPPING_STYLE)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            builder.close(flowEnd: Int(event.end_mark.line) + 1)
        default:
            break
        }
    }

    private mutating func open(
        _ event: yaml_event_t, _ kind: TreeBuilder.Kind, inFlow: Bool
    ) throws(YAMLProblem) {
        if builder.depth >= YAMLLimits.depth { throw refusal(event.start_mark, SyntaxMessage.tooDeep) }
        builder.open(
            kind, position: position(event.start_mark), isFlow: inFlow, line: source.line(event.start_mark.line))
    }

    private mutating func scalarNode(_ event: yaml_event_t) -> Node {
        let scalar = event.data.scalar
        let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        let style: Node.Style =
            switch scalar.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE: .literal
            case YAML_FOLDED_SCALAR_STYLE: .folded
            default: .plain
            }
        let isBlock = style == .literal || style == .folded
        return Node(
            value: .scalar(text, style), position: position(event.start_mark),
            lastLine: isBlock ? lastLineOfBlock(event) : Int(event.end_mark.line) + 1, isInFlow: builder.isInFlow,
            comment: isBlock ? nil : comment(behind: event.end_mark), line: source.line(event.start_mark.line))
    }

    /// A block's mark stands behind the blank lines that follow it.
    private func lastLineOfBlock(_ event: yaml_event_t) -> Int {
        var index = Int(event.end_mark.line) - (event.end_mark.column == 0 ? 1 : 0)
        while index > event.start_mark.line, source.line(index).allSatisfy({ $0 == " " }) { index -= 1 }
        return index + 1
    }

    private func comment(behind mark: yaml_mark_t) -> String? {
        let rest = source.line(mark.line).unicodeScalars.dropFirst(mark.column)
        let comment = rest.drop { $0 == " " || $0 == "\t" }
        guard comment.first == "#", comment.startIndex > rest.startIndex else { return nil }
        return String(comment)
    }

    private mutating func refuseProperties(
        _ event: yaml_event_t, anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?
    ) throws(YAMLProblem) {
        if anchor != nil { throw refusal(event.start_mark, SyntaxMessage.anchor) }
        if tag != nil { throw refusal(event.start_mark, SyntaxMessage.tag) }
    }

    private mutating func position(_ mark: yaml_mark_t) -> Position {
        source.position(line: mark.line, column: mark.column)
    }

    private mutating func refusal(
        _ mark: yaml_mark_t, _ message: SyntaxMessage
    ) -> YAMLProblem {
        problems.refusal(
            position(mark), vi: message.vi, en: message.en,
            correction: message.isMendedByQuotes ? Quoting.correction(source.line(mark.line)) : nil)
    }

    /// What libyaml says, in words an editor understands, at the place where it can be mended.
    private mutating func syntaxProblem(_ parser: yaml_parser_t) -> YAMLProblem {
        let problem = parser.problem.map { String(cString: $0) } ?? ""
        if parser.error == YAML_READER_ERROR {
            let message = SyntaxMessage.reader(problem)
            return problems.refusal(
                source.position(byte: parser.problem_offset), vi: message.vi, en: message.en)
        }
        let line = parser.problem_mark.line
        if let quoted = builder.lastQuoted, quoted.position.line == line + 1, SyntaxMessage.mayFollowQuotes(problem) {
            let message = builder.isInFlow ? SyntaxMessage.textBehindQuotesInFlow : SyntaxMessage.textBehindQuotes
            return refusal(parser.problem_mark, message)
        }
        let context = parser.context.map { String(cString: $0) } ?? ""
        let message = SyntaxMessage.of(problem, context: context)
        let mark = message.isAtContext ? parser.context_mark : parser.problem_mark
        guard !builder.isInFlow, let slip = LineSlip.of(source.line(mark.line)) else { return refusal(mark, message) }
        return problems.refusal(
            Position(line: mark.line + 1, column: slip.column), vi: slip.vi, en: slip.en, correction: slip.correction)
    }
}
