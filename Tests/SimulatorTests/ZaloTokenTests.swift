import HTTP
import Testing

@testable import Simulator

@Suite struct ZaloTokenTests {
    @Test func anAccessTokenLives25Hours() async throws {
        let rig = await Rig.afterFirstWords()
        let request = try fixture("zalo/req_send_text").setting(["recipient", "user_id"], to: .string(rig.zalo))
        rig.clock.advance(25 * Milliseconds.hour - 1)
        #expect(await rig.sendZalo(request)["error"].int == 0)
        rig.clock.advance(1)
        #expect(await rig.sendZalo(request) == (try fixture("zalo/resp_error_220")))
    }

    @Test func aRefreshTokenWorksOnceAndEndsTheOldAccessToken() async throws {
        let rig = await Rig.afterFirstWords()
        let request = try fixture("zalo/req_send_text").setting(["recipient", "user_id"], to: .string(rig.zalo))
        let pair = await rig.refreshZalo(with: "refresh-1")
        #expect(pair["expires_in"].string == "90000")
        let access = try #require(pair["access_token"].string)
        #expect(await rig.sendZalo(request)["error"].int == -216)
        #expect(await rig.sendZalo(request, token: access)["error"].int == 0)

        let again = await rig.refreshZalo(with: "refresh-1")
        #expect(again.form == (try fixture("zalo/resp_token_error")).form)
        #expect(!again["access_token"].isPresent)
        #expect(await rig.sendZalo(request, token: access)["error"].int == 0)
        #expect(await rig.refreshZalo(with: pair["refresh_token"].string ?? "")["access_token"].isPresent)
    }

    @Test func aRefreshNeedsTheAppsSecretAndATokenOfTheLast90Days() async {
        let rig = Rig()
        #expect(!(await rig.refreshZalo(with: "refresh-1", secret: "another"))["access_token"].isPresent)
        #expect(!(await rig.refreshZalo(with: "refresh-0"))["access_token"].isPresent)
        rig.clock.advance(90 * Milliseconds.day)
        #expect(!(await rig.refreshZalo(with: "refresh-1"))["access_token"].isPresent)
    }

    @Test func aLostAnswerTakesThePairWithIt() async {
        let rig = Rig()
        await rig.simulator.set(.dropAnswer, channel: "zalo", calls: .tokens)
        let lost = Task { await rig.refreshZalo(with: "refresh-1") }
        await rig.clock.waitForSleeper()
        rig.clock.advance(30 * Milliseconds.second)
        #expect(await lost.value == .null)
        #expect(!(await rig.refreshZalo(with: "refresh-1"))["access_token"].isPresent)
    }

    @Test func consentGivesACodeForOneExchangeWithItsVerifier() async throws {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        let rig = Rig()
        func code() async throws -> String {
            let request = Request(
                method: "GET", path: "/sim/zalo-oauth/v4/oa/permission",
                query: [
                    ("app_id", "360846524940903967"), ("redirect_uri", "https://hotline.example/oauth"),
                    ("code_challenge", challenge), ("state", "s"),
                ])
            let response = await rig.simulator.routes.respond(to: request)
            let location = try #require(response.headers.first { $0.name == "Location" }?.value)
            #expect(location.hasPrefix("https://hotline.example/oauth?code="))
            #expect(location.contains("oa_id=388613280878808645") && location.contains("state=s"))
            return String(location.dropFirst("https://hotline.example/oauth?code=".count).prefix { $0 != "&" })
        }
        func exchange(_ code: String, _ verifier: String) async -> JSON {
            let form =
                "code=\(code)&app_id=360846524940903967&grant_type=authorization_code&code_verifier=\(verifier)"
            return await rig.call(
                "POST", "zalo-oauth/v4/oa/access_token", headers: ["secret_key": "AppSecret_test_abcdef"],
                body: Array(form.utf8)
            ).body
        }
        let first = try await code()
        #expect(await exchange(first, verifier)["access_token"].isPresent)
        #expect(!(await exchange(first, verifier))["access_token"].isPresent)
        #expect(!(await exchange(try await code(), verifier + "x"))["access_token"].isPresent)
        let late = try await code()
        rig.clock.advance(10 * Milliseconds.minute)
        #expect(!(await exchange(late, verifier))["access_token"].isPresent)
    }
}
