import Messaging

/// Times as people in Viet Nam read them (UTC+7, no summer time).
struct TimeText: Sendable {
    let language: Language
    let now: Instant

    private static let offsetSeconds: Int64 = 7 * 3600
    private static let dayMilliseconds: Int64 = 86_400_000

    /// "14:05", or on another day "14:05 23/07".
    func short(_ instant: Instant) -> String {
        Self.day(instant) == Self.day(now) ? Self.clock(instant) : "\(Self.clock(instant)) \(dayMonth(instant))"
    }

    /// "14:05".
    static func clock(_ instant: Instant) -> String {
        let minutes = floor(instant, 60_000)
        return "\(two(mod(minutes / 60, 24))):\(two(mod(minutes, 60)))"
    }

    /// Whether it is night for those who write the FAQ.
    static func isNight(_ instant: Instant) -> Bool {
        let hour = mod(floor(instant, 3_600_000), 24)
        return hour >= Int64(DeskLimits.night.from) || hour < Int64(DeskLimits.night.until)
    }

    /// Number of the day; lines of the same day share it.
    static func day(_ instant: Instant) -> Int64 { floor(instant, dayMilliseconds) }

    /// "Hôm nay", "Hôm qua" or "23/07/2021".
    func dayTitle(_ instant: Instant) -> String {
        switch Self.day(now) - Self.day(instant) {
        case 0: Phrase.today.text(language)
        case 1: Phrase.yesterday.text(language)
        default: "\(dayMonth(instant))/\(Self.civil(Self.day(instant)).year)"
        }
    }

    /// How long from `start` to `end`, in one or two units; never negative.
    func span(from start: Instant, to end: Instant) -> String {
        let minutes = max(0, end.millisecondsSince(start)) / 60_000
        switch minutes {
        case 0: return Phrase.justNow.text(language)
        case 1..<60: return Phrase.minutes.text(language, ["n": "\(minutes)"])
        case 60..<1440:
            guard minutes % 60 > 0, minutes < 600 else { return Phrase.hours.text(language, ["n": "\(minutes / 60)"]) }
            return Phrase.hoursMinutes.text(language, ["h": "\(minutes / 60)", "m": "\(minutes % 60)"])
        default: return Phrase.days.text(language, ["n": "\(minutes / 1440)"])
        }
    }

    func age(_ instant: Instant) -> String { span(from: instant, to: now) }

    func left(until instant: Instant) -> String { span(from: now, to: instant) }

    private func dayMonth(_ instant: Instant) -> String {
        let date = Self.civil(Self.day(instant))
        return "\(Self.two(date.day))/\(Self.two(date.month))"
    }

    /// Days since 1970-01-01 as a date (Howard Hinnant's civil_from_days,
    /// https://howardhinnant.github.io/date_algorithms.html).
    private static func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func floor(_ instant: Instant, _ unit: Int64) -> Int64 {
        let local = instant.adding(seconds: offsetSeconds).milliseconds
        return (local - mod(local, unit)) / unit
    }

    private static func mod(_ value: Int64, _ by: Int64) -> Int64 { (value % by + by) % by }

    private static func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
