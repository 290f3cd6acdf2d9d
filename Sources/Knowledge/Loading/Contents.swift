import Matching

/// What all files together say, before it is known whether it holds together.
struct Contents: Sendable {
    var settings = Settings.none
    var topics: [Topic] = []
    var phones: [Phone] = []
    var places: [Place] = []
    var lexicon = Lexicon()
    var emergencyExamples = EmergencyExamples()
    /// The kinds that `emergencyExamples` names, where they stand.
    var exampleKinds: [Reference] = []
    var today = Today.none
    var emergencyWordings: [EmergencyWording] = []
    /// In order of files and in file order.
    var intents: [Intent] = []
}
