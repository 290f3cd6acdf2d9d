import HTTP
import Messaging
import Storage
import TestSupport
import Testing

@testable import Routing

@Suite struct PrivacyTests {
    /// Invariant 7: words, names, phones, platform ids and tokens, planted over a whole run with everything going wrong.
    @Test func noLineOfTheLogHoldsWhatACitizenWroteOrIs() async throws {
        let service = try await Service(
            quietMilliseconds: 0,
            token: Credential(accessToken: "SECRETACCESS", refreshToken: "SECRETREFRESH", expires: nil))
        service.platform.answer { _, number in
            switch number % 7 {
            case 0: .success("token")
            case 1: .success("busy")
            case 2: .failure(OutgoingFailure(wasSent: true, reason: "connection lost"))
            case 3: .success("bad")
            case 4: .success("blocked")
            case 5: .success("window")
            default: .success("ok m\(number)")
            }
        }
        service.platform.answerRefresh { $0 == 1 ? .success("busy") : .success("pair SECRETNEW SECRETNEXT") }
        let markers = ["WORDMARKER", "NAMEMARKER", "0909777555", "CONTACTMARKER", "KEYMARKER", "SECRET"]
        let texts = [
            "WORDMARKER khó thở 0909777555", "WORDMARKER hết gạo, hẻm 12, 0909777555", "xét nghiệm ở đâu WORDMARKER",
            "WORDMARKER", "gặp người trực WORDMARKER", "công an đòi tiền WORDMARKER",
        ]
        for (number, text) in texts.enumerated() {
            let line = service.line("CONTACTMARKER\(number % 3)", "KEYMARKER\(number)", text) + ";NAMEMARKER"
            await service.post(line)
            await service.post(line, signature: "forged")
        }
        await service.post("CONTACTMARKER;WORDMARKER")
        await service.post(service.line("CONTACTMARKER1", "KEYMARKER-p", "WORDMARKER", kind: "poison"))
        await service.post(service.line("CONTACTMARKER1", "KEYMARKER-s", "WORDMARKER", kind: "staff"))
        for _ in 0..<400 {
            try await service.run(milliseconds: 1000)
        }
        await service.stop()
        #expect(service.log.lines.count > 10)
        for line in service.log.lines {
            for marker in markers { #expect(line.contains(marker) == false, "\(line)") }
        }
    }
}
