public import HTTP

extension Desk {
    /// Everything under /desk and /api/v1. Each route names the right it needs; a test holds every one of them against
    /// every role.
    public var routes: Routes {
        var routes = Routes()
        routes.on("GET", "/desk/assets/:name", assets.respond)
        routes.on("GET", "/desk/sign-in", open(signInPage))
        routes.on("POST", "/desk/sign-in", open(signIn))
        routes.on("POST", "/desk/sign-out", open(signOut))
        routes.on("GET", "/desk/language/:code", open(chooseLanguage))

        routes.on("GET", "/desk", guarded(.enter, frontPage))
        routes.on("GET", "/desk/events", guarded(.enter, as: .fragment, events))
        routes.on("GET", "/desk/fragments/queue", guarded(.work, as: .fragment, queueFragment))
        routes.on("GET", "/desk/fragments/answers", guarded(.work, as: .fragment, answersFragment))
        routes.on("GET", "/desk/fragments/tickets/:id", onTicket(.viewTicket, as: .fragment, ticketFragment))
        routes.on("GET", "/desk/calls/new", guarded(.logCall, callPage))
        routes.on("POST", "/desk/calls", guarded(.logCall, logCall))

        routes.on("GET", "/desk/questions", guarded(.editAnswers, unansweredPage))
        routes.on("POST", "/desk/questions/example", guarded(.editAnswers, examplePage))
        routes.on("GET", "/desk/questions/try", guarded(.editAnswers, trialPage))
        routes.on("POST", "/desk/questions/try", guarded(.editAnswers, trialPage))

        routes.on("GET", "/desk/tickets/:id", onTicket(.viewTicket, ticketPage))
        routes.on("POST", "/desk/tickets/:id/seen", onTicket(.viewTicket, as: .fragment, see))
        routes.on("POST", "/desk/tickets/:id/false-alarm", onTicket(.judgeRed, markFalse))
        routes.on("POST", "/desk/tickets/:id/real-alarm", onTicket(.judgeRed, unmarkFalse))
        routes.on("POST", "/desk/tickets/:id/claim", onTicket(.claimTicket, claim))
        routes.on("POST", "/desk/tickets/:id/release", onTicket(.releaseTicket, release))
        routes.on("POST", "/desk/tickets/:id/reply", onTicket(.replyToTicket, reply))
        routes.on("POST", "/desk/tickets/:id/parts", onTicket(.replyToTicket, as: .fragment, countParts))
        routes.on("POST", "/desk/tickets/:id/note", onTicket(.noteOnTicket, note))
        routes.on("POST", "/desk/tickets/:id/close", onTicket(.closeTicket, close))

        routes.on("GET", "/desk/entries", forEditors(entriesPage))
        routes.on("POST", "/desk/entries", forEditors(makeEntry))
        routes.on("GET", "/desk/entries/new", forEditors(newEntryPage))
        routes.on("GET", "/desk/entries/:id", onEntry(entryPage))
        routes.on("POST", "/desk/fragments/entries/:id", onEntry(as: .fragment, saveDraft))
        routes.on("POST", "/desk/entries/:id/draft", onEntry(saveDraft))
        routes.on("POST", "/desk/entries/:id/wordings", onEntry(addWordings))
        routes.on("POST", "/desk/entries/:id/discard", onEntry(discardDraft))
        routes.on("GET", "/desk/entries/:id/conflict", onEntry(conflictPage))
        routes.on("POST", "/desk/entries/:id/merge", onEntry(mergeDraft))
        routes.on("GET", "/desk/entries/:id/publish", onEntry(publishPage))
        routes.on("POST", "/desk/entries/:id/publish", onEntry(publish))
        routes.on("GET", "/desk/entries/:id/unread", onEntry(orGone: true, unreadPage))
        routes.on("POST", "/desk/entries/:id/unread", onEntry(orGone: true, markRead))
        routes.on("GET", "/desk/entries/:id/drafts/:writer", onWaitingDraft(waitingPage))
        routes.on("POST", "/desk/entries/:id/drafts/:writer/publish", onWaitingDraft(publishAsReader))
        routes.on("POST", "/desk/entries/:id/drafts/:writer/return", onWaitingDraft(giveBack))
        routes.on("GET", "/desk/confirmations", forEditors(confirmationsPage))
        routes.on("POST", "/desk/entries/:id/confirm", onEntry(confirm))
        routes.on("GET", "/desk/published", forEditors(publishedPage))
        routes.on("POST", "/desk/published/:id/restore", forEditors(restore))

        routes.on("GET", "/api/v1/session", guarded(.work, as: .api, describeSession))
        routes.on("GET", "/api/v1/tickets", guarded(.work, as: .api, listTickets))
        routes.on("GET", "/api/v1/tickets/:id", onTicket(.viewTicket, as: .api, describeTicket))
        routes.on("POST", "/api/v1/tickets/:id/claim", onTicket(.claimTicket, as: .api, claim))
        routes.on("POST", "/api/v1/tickets/:id/release", onTicket(.releaseTicket, as: .api, release))
        routes.on("POST", "/api/v1/tickets/:id/reply", onTicket(.replyToTicket, as: .api, reply))
        routes.on("POST", "/api/v1/tickets/:id/note", onTicket(.noteOnTicket, as: .api, note))
        routes.on("POST", "/api/v1/tickets/:id/close", onTicket(.closeTicket, as: .api, close))
        return routes
    }
}
