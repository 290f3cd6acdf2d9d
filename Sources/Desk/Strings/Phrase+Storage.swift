import Storage

/// The words for what Storage knows by codes.
extension Phrase {
    init(_ outcome: TicketOutcome) {
        self =
            switch outcome {
            case .answered: .outcomeAnswered
            case .helped: .outcomeHelped
            case .notEntitled: .outcomeNotEntitled
            case .emergencyConfirmed: .outcomeEmergencyConfirmed
            case .duplicate: .outcomeDuplicate
            case .withdrawn: .outcomeWithdrawn
            case .noReply: .outcomeNoReply
            case .unreachable: .outcomeUnreachable
            case .notOurTask: .outcomeNotOurTask
            case .spam: .outcomeSpam
            }
    }

    init(_ priority: TicketPriority) {
        self =
            switch priority {
            case .normal: .priorityNormal
            case .urgent: .priorityUrgent
            case .emergency: .priorityEmergency
            }
    }

    init(_ kind: RequestKind) {
        self =
            switch kind {
            case .information: .kindInformation
            case .help: .kindHelp
            case .report: .kindReport
            case .emergency: .kindEmergency
            case .dataProtection: .kindDataProtection
            case .other: .kindOther
            }
    }
}
