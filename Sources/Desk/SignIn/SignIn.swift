import Crypto
import HTTP
import Messaging
import Storage
import Telemetry

extension Desk {
    func signInPage(_ guest: Guest) async throws(StorageError) -> Response {
        if let token = cookies.sessionToken(guest.request), try await session(token, now: guest.now) != nil {
            return .redirect(to: "/desk")
        }
        return signInForm(guest, message: nil, next: guest.request.queryValue("next") ?? "", status: 200)
    }

    /// The same answer, after the same time, for an unknown login and a wrong password; too many of either lock the
    /// account and the address for a while. A session that the browser had before ends: none outlives a sign-in.
    func signIn(_ guest: Guest) async throws(StorageError) -> Response {
        guard let fields = Fields(guest.request) else { return refuse(.unreadable, guest) }
        guard let expected = cookies.formToken(guest.request), expected.utf8.count >= 32,
            ConstantTime.equal(Array(expected.utf8), Array(fields["_csrf"].utf8))
        else { return signInForm(guest, message: .forbidden, next: fields["next"], status: 403) }
        let again = { (message: Phrase, status: Int) in
            signInForm(guest, message: message, next: fields["next"], login: fields["login"], status: status)
        }
        let since = guest.now.adding(seconds: -DeskLimits.lockOutSeconds)
        let account = "account \(fields["login"])"
        let address = "address \(guest.request.clientAddress)"
        guard try await store.signInFailures(key: account, since: since) < DeskLimits.accountFailures,
            try await store.signInFailures(key: address, since: since) < DeskLimits.addressFailures
        else { return again(.signInLocked, 429) }

        guard let login = TypedText(line: fields["login"]), fields["password"].utf8.count <= DeskLimits.passwordBytes
        else { return again(.signInWrong, 401) }
        let known = try await store.signInDetails(login: login.text)
        // Counted before the check, so that many tries at once are not one try.
        try await store.countSignInFailure(keys: [account], since: since, now: guest.now)
        guard let fits = await passwords.fits(fields["password"], known?.passwordHash ?? PasswordChecks.nobody) else {
            return again(.signInBusy, 503)
        }
        guard fits, let agent = known?.agent else {
            try await store.countSignInFailure(keys: [address], since: since, now: guest.now)
            logger.notice("a sign-in was refused", .id("address", guest.request.clientAddress))
            return again(.signInWrong, 401)
        }
        try await store.forgetSignInFailures(key: account)
        return try await enter(agent, guest, next: fields["next"])
    }

    private func enter(_ agent: Agent, _ guest: Guest, next: String) async throws(StorageError) -> Response {
        if let old = cookies.sessionToken(guest.request) { try await store.closeSession(token: old) }
        let token = random.bytes(32)
        try await store.openSession(agent: agent.id, token: token, csrfToken: random.bytes(32), now: guest.now)
        try await store.audit(agent: agent.id, action: "sign-in", object: "session", now: guest.now)
        logger.notice("an agent signed in", .id("agent", agent.id))
        var response = Response.redirect(to: Self.ownPath(next))
        response.headers.append(cookies.setting(session: token))
        return response
    }

    /// Ends the session. Where the citizen waits, what the agent held is free at once, and not after the absence.
    func signOut(_ guest: Guest) async throws(StorageError) -> Response {
        var response = Response.redirect(to: "/desk/sign-in")
        response.headers.append(cookies.clearingSession())
        guard let token = cookies.sessionToken(guest.request), let session = try await session(token, now: guest.now)
        else { return response }
        let given = Fields(guest.request).flatMap { Hex.decode($0["_csrf"]) } ?? []
        guard ConstantTime.equal(given, session.csrfToken) else { return refuse(.foreign, guest) }
        try await store.closeSession(token: token)
        _ = try await store.lapseClaims(
            absentSince: guest.now.adding(seconds: -DeskLimits.absenceSeconds), now: guest.now)
        try await store.audit(agent: session.agent.id, action: "sign-out", object: "session", now: guest.now)
        logger.notice("an agent signed out", .id("agent", session.agent.id))
        response.headers.append(("Clear-Site-Data", "\"storage\""))
        return response
    }

    func chooseLanguage(_ guest: Guest) async throws(StorageError) -> Response {
        var response = Response.redirect(to: Self.ownPath(guest.request.queryValue("next") ?? ""))
        if let language = guest.request.parameters["code"].flatMap(Language.init) {
            response.headers.append(cookies.setting(language: language))
        }
        return response
    }

    /// The form with a token of its own: there is no session yet whose token it could carry.
    func signInForm(
        _ guest: Guest, message: Phrase?, next: String, login: String = "", status: Int
    ) -> Response {
        let known = cookies.formToken(guest.request).flatMap { $0.utf8.count >= 32 ? $0 : nil }
        let token = known ?? Hex.encode(random.bytes(32))
        let page = SignInPage(
            guest: guest, assets: assets, token: token, message: message, next: Self.ownPath(next), login: login)
        var response = Response.html(page.html, status: status)
        if known == nil { response.headers.append(cookies.setting(formToken: token)) }
        return response
    }

    static func signInPath(next: String) -> String { "/desk/sign-in?next=\(ownPath(next))" }

    /// A path of the desk that may be redirected to, whatever was asked for.
    static func ownPath(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || "/-?=._".utf8.contains(byte)
        }
        return isPlain && !path.contains("..")
            && (path == "/desk" || path.hasPrefix("/desk/") || path.hasPrefix("/desk?")) ? path : "/desk"
    }
}
