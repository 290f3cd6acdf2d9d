public import Messaging
import SQL

/// One turn of a citizen, for tools that compare and collect questions; never who asked.
public struct RecentQuestion: Sendable, Hashable {
    /// The messages of the turn, a line each, personal data masked.
    public let text: MaskedText
    /// Tells one person's turns from another's; a number that stands on no page.
    public let conversation: ConversationID
    public let received: Instant
    /// An FAQ answer followed; otherwise the bot asked back, a person was called, or nothing was said.
    public let wasAnswered: Bool
}

extension Store {
    /// Turns given at most: what is compared or grouped while somebody waits.
    public static let mostQuestions = 2000
    /// Messages looked at, the newest: the answers between questions are most of them, and a busy day is 5,000 turns.
    static let mostMessagesRead = 20_000
    /// Messages of one turn come within this time (docs/architecture.md: the quiet time is at most 10 s in all).
    static let longestTurnMilliseconds: Int64 = 10_000

    /// What citizens wrote since `since`, newest turn first, masked. Conversations with a confidential ticket are left out
    /// whole, and so are calls, which agents wrote down in their own words.
    public func recentQuestions(
        since: Instant, limit: Int = Store.mostQuestions
    ) async throws(StorageError) -> [RecentQuestion] {
        let limit = min(limit, Self.mostQuestions)
        let lines = try await read { transaction in
            try transaction.query(
                """
                SELECT m.conversation, m.direction = 'in', m.time, m.intents <> '',
                    CASE WHEN m.direction = 'in' THEN m.body END
                FROM messages m
                WHERE m.id > (SELECT coalesce(max(id), 0) FROM messages) - $1 AND m.time >= $2
                    AND (m.direction = 'in' AND m.author = 'citizen' AND m.agent IS NULL AND m.undecided = 0
                        OR m.direction = 'out')
                    AND NOT EXISTS (
                        SELECT 1 FROM tickets t WHERE t.conversation = m.conversation AND t.confidential = 1)
                ORDER BY m.conversation, m.id
                """, [.integer(Int64(Self.mostMessagesRead)), .integer(since.milliseconds)]
            ).map { row in
                Line(
                    conversation: try row.int(0), isQuestion: try row.bool(1),
                    time: Instant(milliseconds: try row.int(2)), isAnswer: try row.bool(3),
                    body: try row.optionalBlob(4))
            }
        }
        let turns = Self.turns(lines).sorted { ($1.began, $1.conversation) < ($0.began, $0.conversation) }
        var questions: [RecentQuestion] = []
        for turn in turns where questions.count < limit {
            if let question = try question(turn) { questions.append(question) }
        }
        return questions
    }

    private struct Line: Sendable {
        let conversation: Int64
        let isQuestion: Bool
        let time: Instant
        let isAnswer: Bool
        let body: [UInt8]?
    }

    private struct Turn {
        let conversation: Int64
        let began: Instant
        var bodies: [[UInt8]]
        var wasAnswered = false
        var isOver = false
    }

    /// What one person wrote within a turn's time and before anything was said to it.
    private static func turns(_ lines: [Line]) -> [Turn] {
        var turns: [Turn] = []
        for line in lines {
            let isSame = turns.last?.conversation == line.conversation
            guard line.isQuestion, let body = line.body else {
                guard isSame, let last = turns.indices.last else { continue }
                turns[last].isOver = true
                if line.isAnswer { turns[last].wasAnswered = true }
                continue
            }
            if isSame, let last = turns.indices.last, !turns[last].isOver,
                line.time.millisecondsSince(turns[last].began) <= longestTurnMilliseconds
            {
                turns[last].bodies.append(body)
            } else {
                turns.append(Turn(conversation: line.conversation, began: line.time, bodies: [body]))
            }
        }
        return turns
    }

    private func question(_ turn: Turn) throws(StorageError) -> RecentQuestion? {
        var texts: [String] = []
        for body in turn.bodies {
            let text = try seals.open(body, as: .message, json: MessageBody.self).text
            if let text, !text.isEmpty { texts.append(text) }
        }
        guard !texts.isEmpty else { return nil }
        return RecentQuestion(
            text: PersonalData.masked(texts.joined(separator: "\n")), conversation: ConversationID(turn.conversation),
            received: turn.began, wasAnswered: turn.wasAnswered)
    }
}
