/// Delivery of events: first attempts in order for each person, repeats late and out of order, as on the platforms.
extension Simulator {
    /// A request whose answer is outstanding or that waits for its next attempt.
    struct Delivery {
        let events: [PlatformEvent]
        let firstSentAt: Int64
        var failures = 0
        var due: Int64 = 0
    }

    /// How an account's webhook stands.
    public func webhookState(channel: String) -> WebhookState { webhooks[channel] ?? WebhookState() }

    /// What an operator does in the platform's console after the platform has turned the webhook off.
    public func enableWebhook(channel: String) {
        webhooks[channel]?.isDisabled = false
        webhooks[channel]?.hasAlerted = false
        webhooks[channel]?.failingSince = nil
    }

    /// Sends what is due by the clock and returns when no request is under way.
    public func settle() async {
        while true {
            sendDueRepeats()
            guard underWay > 0 else { return }
            await withCheckedContinuation { idleWaiters.append($0) }
        }
    }

    /// Queues events behind the earlier ones of the same person.
    func post(_ events: [PlatformEvent]) {
        for event in events {
            guard let state = webhooks[event.channel], state.url != nil, !state.isDisabled,
                state.kinds?.contains(event.kind) ?? true
            else {
                if webhooks[event.channel]?.isDisabled == true { count(event.channel) { $0.lost += 1 } }
                continue
            }
            let lane = facebookBatch > 1 ? event.channel : event.channel + "/" + event.person
            lanes[lane, default: []].append(event)
            guard busyLanes.insert(lane).inserted else { continue }
            underWay += 1
            Task { await drain(lane) }
        }
    }

    private func drain(_ lane: String) async {
        while let events = takeNext(lane) {
            await attempt(Delivery(events: events, firstSentAt: clock.now()))
        }
        lanes[lane] = nil
        busyLanes.remove(lane)
        finishedOne()
    }

    private func takeNext(_ lane: String) -> [PlatformEvent]? {
        guard let queue = lanes[lane], let first = queue.first else { return nil }
        var size = 1
        if case .facebook = platform(first.channel) { size = min(queue.count, facebookBatch) }
        lanes[lane]?.removeFirst(size)
        return Array(queue.prefix(size))
    }

    private func attempt(_ delivery: Delivery) async {
        guard let channel = delivery.events.first?.channel, let signer = signers[channel],
            let url = webhooks[channel]?.url, webhooks[channel]?.isDisabled == false,
            let request = signer.request(
                delivery.events, url: url, sentAt: delivery.firstSentAt, retry: delivery.failures)
        else {
            if let channel = delivery.events.first?.channel { count(channel) { $0.lost += delivery.events.count } }
            return
        }
        count(channel) {
            $0.sent += 1
            if delivery.failures > 0 { $0.retried += 1 }
        }
        let answer = await deliver(request)
        guard let answer, answer.status == 200 else { return failed(delivery, channel) }
        count(channel) { $0.acknowledged += 1 }
        webhooks[channel]?.failingSince = nil
        webhooks[channel]?.hasAlerted = false
        for event in delivery.events { acknowledged(event, answer) }
    }

    private func failed(_ delivery: Delivery, _ channel: String) {
        guard let platform = platform(channel) else { return }
        let schedule = WebhookSchedule.of(platform)
        let now = clock.now()
        let since = webhooks[channel]?.failingSince ?? now
        webhooks[channel]?.failingSince = since
        if let alertAfter = schedule.alertAfter, now - since >= alertAfter { webhooks[channel]?.hasAlerted = true }
        guard delivery.failures < schedule.delays.count else {
            count(channel) { $0.lost += delivery.events.count }
            if schedule.disablesAtTheEnd { webhooks[channel]?.isDisabled = true }
            feed.changed(.webhook(channel))
            return
        }
        var next = delivery
        next.due = now + schedule.delays[delivery.failures]
        next.failures += 1
        repeats.append(next)
        sendDueRepeats()
        feed.changed(.webhook(channel))
    }

    private func sendDueRepeats() {
        let now = clock.now()
        let due = repeats.filter { $0.due <= now }
        repeats.removeAll { $0.due <= now }
        for delivery in due {
            underWay += 1
            Task {
                await attempt(delivery)
                finishedOne()
            }
        }
        guard let next = repeats.map(\.due).min(), next != alarmDue else { return }
        alarm?.cancel()
        alarmDue = next
        alarm = Task { [clock] in
            guard (try? await clock.sleep(next)) != nil else { return }
            alarmDue = nil
            sendDueRepeats()
        }
    }

    private func finishedOne() {
        underWay -= 1
        guard underWay == 0 else { return }
        for waiter in idleWaiters { waiter.resume() }
        idleWaiters = []
    }

    private func count(_ channel: String, _ change: (inout SimulatorStatistics.Webhooks) -> Void) {
        change(&statistics.webhooks[channel, default: SimulatorStatistics.Webhooks()])
    }

    /// The webhook has the event: the citizen's bubble is delivered, and Viber reads the welcome from the answer.
    private func acknowledged(_ event: PlatformEvent, _ answer: WebhookAnswer) {
        if let bubble = event.bubble { mark([bubble], .delivered, event.channel, event.person) }
        if event.kind == "conversation_started" { showWelcome(answer.body, event.channel, event.person) }
    }
}
