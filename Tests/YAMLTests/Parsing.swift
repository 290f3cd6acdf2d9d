import YAML

func parse(_ source: String) throws(YAMLProblem) -> YAMLDocument {
    try YAMLDocument.parse(Array(source.utf8), file: "x.yaml")
}

func place(_ problem: YAMLProblem) -> String { "\(problem.position.line):\(problem.position.column)" }
