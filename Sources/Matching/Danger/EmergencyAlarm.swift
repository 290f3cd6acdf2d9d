/// Whether a message tells of an emergency: first by the signs that editors name, then by what it reads like.
final class EmergencyAlarm: Sendable {
    let signs: EmergencySigns
    /// Nil where there are no examples to learn from: then signs alone decide.
    let likeness: EmergencyLikeness?
    private let phrasing = Phrasing()
    /// Languages of the examples; others have their signs alone.
    private static let learnt: Set = ["vi", "en", "und"]

    init(signs: EmergencySigns, likeness: EmergencyLikeness?) {
        self.signs = signs
        self.likeness = likeness
    }

    func find(_ turn: Turn) -> EmergencySigns.Finding? {
        let sign = signs.find(turn)
        guard let likeness, EmergencyAlarm.learnt.contains(turn.language) else { return sign }
        let reading = likeness.read(turn)
        if case .red(let kind) = sign?.level {
            // English examples are too few to speak against a sign.
            guard turn.language == "vi", reading.score < likeness.harmless,
                case .redSign(_, let pattern) = sign?.reason
            else { return sign }
            return EmergencySigns.Finding(
                level: .amber(kind: kind), reason: .weakenedSign(kind: kind, pattern: pattern, by: .harmless))
        }
        // What a sign says to be absent, or asked about in general, stays amber whatever its words weigh.
        if case .weakenedSign = sign?.reason { return sign }
        if reading.score >= likeness.red, !phrasing.isGeneral(turn) {
            let kind = likeness.kind(reading)
            return EmergencySigns.Finding(
                level: .red(kind: kind), reason: .readsLikeDanger(kind: kind, likeness.words(turn), isRed: true))
        }
        if let sign { return sign }
        guard reading.score >= likeness.amber else { return nil }
        let kind = likeness.kind(reading)
        return EmergencySigns.Finding(
            level: .amber(kind: kind), reason: .readsLikeDanger(kind: kind, likeness.words(turn), isRed: false))
    }
}
