/// Numbers of the desk, each with its reason.
enum DeskLimits {
    /// A session ends after a long shift, whatever happens in it.
    static let sessionSeconds: Int64 = 12 * 3600
    /// A session that nothing used for this long ends: no page of it is open any more.
    static let idleSeconds: Int64 = 3600
    /// Use is written down at most this often, so that reading does not become writing.
    static let touchSeconds: Int64 = 60
    /// A holder not seen for this long is absent; the same as the routing sweep's.
    static let absenceSeconds: Int64 = 15 * 60

    /// Failed sign-ins of one account, then of one address, within `lockOutSeconds`. A whole office shares an address.
    static let accountFailures = 8
    static let addressFailures = 40
    static let lockOutSeconds: Int64 = 15 * 60
    /// Passwords being checked or waiting to be: each takes 0.1 to 0.2 s of one core, one at a time, and nobody waits
    /// longer than two or three seconds.
    static let passwordChecks = 16
    /// scrypt takes any length; longer is nobody's password.
    static let passwordBytes = 512

    /// Longest reply or note, in characters: five messages of the strictest platform.
    static let textCharacters = 10_000
    /// Longest name, number, place in a form.
    static let fieldCharacters = 200
    /// Fields of a form: an entry's has some for each of six languages, and a box for every topic.
    static let formFields = 250
    /// Days of questions on the page of unanswered ones: longer ago is another rule or another wave.
    static let questionDays: Int64 = 14
    /// Days of questions that a draft is compared over before it is published, and changes shown of one kind.
    static let comparedDays: Int64 = 7
    static let changesShown = 50
    /// Entries offered for a question: the matcher's first ones.
    static let candidatesShown = 3
    /// Longest reason for not waiting, or word with which a draft is given back.
    static let wordCharacters = 1000
    /// Hours of Viet Nam from and until which it is night: an editor is alone then, and may publish alone.
    static let night = (from: 22, until: 6)
    /// Days ahead for which the page of confirmations looks, and after which an entry that ended counts as taken away.
    static let confirmedDays = 7
    static let endedDays = 30
    /// Longest wording that is taken as an example, in characters.
    static let wordingCharacters = 300
    /// Canned replies shown for one search.
    static let answersShown = 12
}
