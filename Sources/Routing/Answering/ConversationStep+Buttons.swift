import Messaging
import Storage

extension ConversationStep {
    func button(_ title: String, _ payload: Payload) -> Button {
        Button(title: title, action: .reply(payload: payload.text))
    }

    /// Where buttons go away with the next message, those of the last text that has some move under the last text: what
    /// follows an answer (the notice, say) must not take them away.
    func keepButtonsInSight(into outcome: inout Outcome) {
        guard !capabilities.buttonsStay, let last = outcome.outbound.indices.last,
            let holder = outcome.outbound.lastIndex(where: { !$0.message.buttons.isEmpty }), holder < last
        else { return }
        let buttons = outcome.outbound[holder].message.buttons
        outcome.outbound[last].message.buttons = buttons.filter(\.action.isForAnswering)
        outcome.outbound[holder].message.buttons.removeAll(where: \.action.isForAnswering)
    }
}

extension Button.Action {
    /// It sends something back to us; calls and links stand in the message itself and stay.
    fileprivate var isForAnswering: Bool {
        switch self {
        case .reply, .sharePhone, .shareLocation: true
        case .call, .open: false
        }
    }
}
