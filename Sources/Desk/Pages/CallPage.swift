import Crypto
import HTTP
import Messaging
import Storage

extension Desk {
    /// "New from a call": the form.
    func callPage(_ visit: Visit) async throws(StorageError) -> Response { callForm(visit, message: nil, status: 200) }

    func callForm(_ visit: Visit, message: String?, status: Int) -> Response {
        let page = Page(desk: self, visit: visit)
        return .html(
            page.frame(title: "\(visit.say(.callTitle)) – \(visit.say(.desk))", path: "/desk/calls/new") {
                element("main", .id("main"), .class("card form")) {
                    element("a", .class("back"), .href(path: "/desk")) { visit.say(.backToQueue) }
                    element("h1") { visit.say(.callTitle) }
                    if let message { element("p", .class("notice bad"), Attribute("role", "alert")) { message } }
                    page.callFields
                }
            }, status: status)
    }
}

extension Page {
    /// The form, with what was typed when it comes back.
    fileprivate var callFields: HTML {
        let fields = visit.fields
        let key = fields["key"].isEmpty ? Hex.encode(desk.random.bytes(16)) : fields["key"]
        return form(visit, to: "/desk/calls") {
            element("input", .type("hidden"), .name("key"), .value(key))
            field(
                "number", .callNumber, .flag("required"), Attribute("inputmode", "tel"), Attribute("maxlength", "30"),
                Attribute("autocomplete", "off"), .flag("autofocus"))
            field("name", .callName, Attribute("maxlength", "200"), Attribute("autocomplete", "off"))
            field("place", .callPlace, Attribute("maxlength", "200"), Attribute("autocomplete", "off"))
            element("label", Attribute("for", "text")) { say(.callText) }
            element("textarea", .id("text"), .name("text"), Attribute("rows", "4"), .flag("required")) {
                fields["text"]
            }
            choice("intent", .matter) {
                option("", say(.callNoMatter), fields["intent"])
                for answer in desk.knowledge.answers("", visit.language.rawValue) {
                    option(answer.id, answer.title, fields["intent"])
                }
            }
            element("div", .class("pair")) {
                choice("priority", .priority) {
                    option("normal", say(.priorityNormal), fields["priority"])
                    option("urgent", say(.priorityUrgent), fields["priority"])
                    option("emergency", say(.priorityEmergency), fields["priority"])
                }
                choice("department", .department) {
                    for department in desk.knowledge.departments() {
                        let chosen =
                            fields["department"].isEmpty ? visit.agent.department?.rawValue : fields["department"]
                        option(department.id.rawValue, departmentTitle(department.id), chosen ?? "")
                    }
                }
            }
            element("button", .type("submit"), .class("primary wide")) { say(.callSave) }
        }
    }

    @HTMLBuilder
    private func field(_ name: String, _ title: Phrase, _ attributes: Attribute?...) -> HTML {
        element("label", Attribute("for", name)) { say(title) }
        element("input", [.id(name), .name(name), .value(visit.fields[name])] + attributes) { HTML.empty }
    }

    private func choice(_ name: String, _ title: Phrase, @HTMLBuilder _ options: () -> HTML) -> HTML {
        let options = options()
        return element("div") {
            element("label", Attribute("for", name)) { say(title) }
            element("select", .id(name), .name(name)) { options }
        }
    }
}
