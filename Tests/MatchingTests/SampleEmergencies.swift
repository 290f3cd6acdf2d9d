@testable import Matching

/// Signs of the tests' own, in the manner of Intents/settings.yaml.
enum SampleEmergencies {
    static let kinds: [EmergencyKind] = [
        EmergencyKind(
            id: "self_harm",
            red: [
                "(tự tử | tự sát | nhảy lầu | cắt cổ tay)", "không (muốn sống | thiết sống)",
                "(muốn chết | chết cho rồi) & !(mệt | cười | đói | nóng)",
                "uống (thuốc trừ sâu | thuốc rầy | thuốc chuột | cả vỉ)",
                "(kill myself | suicide | want to die | end my life)",
            ],
            amber: ["tuyệt vọng"], except: ["(đọc | xem) (báo | phim)"]),
        EmergencyKind(
            id: "childbirth",
            red: [
                "(vỡ ối | bể ối | vỡ nước ối)",
                "(sắp | chuyển dạ | đau bụng) (sanh | sinh | đẻ) & !(giấy tờ | tới tháng)",
                "(bầu | thai) & (ra máu | ra huyết)",
                "water broke", "(in labour | in labor)",
            ],
            amber: ["chuyển dạ"], except: ["sắp sinh nhật"]),
        EmergencyKind(
            id: "fire",
            red: ["(cháy nhà | nhà cháy | đang cháy | hỏa hoạn | nổ bình gas)", "(house | building | room) (on fire)"],
            amber: ["mùi gas"], except: ["bán cháy hàng", "(cháy túi | cháy hàng | phòng cháy)"]),
        EmergencyKind(
            id: "violence",
            red: [
                "(đánh | chém | đâm) (em | tôi | con | vợ | mẹ | người)",
                "(bị | đang) (đánh đập | chồng đánh | hiếp | chém)", "(beating | attacking) (me | her | my)",
            ],
            amber: ["dọa (giết | đánh)"], except: ["đánh (răng | giá | máy)"]),
        EmergencyKind(
            id: "medical",
            red: [
                "(khó thở | thở không nổi | không thở được | không thở nổi | hụt hơi | thở gấp | thở dốc | thở mệt | thở rên | ngộp thở)",
                "(tím môi | môi tím | tím tái | bé tím)",
                "(lơ mơ | li bì | mê man | bất tỉnh | hôn mê | ngất xỉu | bị ngất | xỉu rồi | té xỉu | co giật)",
                "(kêu | gọi | lay) không (tỉnh | dậy)",
                "(đau | tức | đè) [nặng] ngực", "(spo2 | oxy) & (tụt | xuống | còn) & <number>",
                "hết (bình oxy | oxy | insulin)", "trễ (chạy thận | lọc máu)",
                "sốt (40 | 41 | trên 40)", "(sưng môi | sưng lưỡi)", "(đột quỵ | méo miệng | tai biến)", "bỏ bú",
                "(tai nạn | té lầu) & (máu | gãy | nằm)",
                "(có người | ông | bà | ba | mẹ) (chết | mất) (tại nhà | ở nhà | rồi)",
                "(cannot | cant | hard to | difficulty | trouble | not) (breathe | breathing)",
                "(chest pain | blue lips | unconscious | fainted | seizure | stroke | wont wake | not waking)",
                "(oxygen) (ran out | dropped | low)",
            ],
            amber: [
                "sốt", "dương tính", "mệt", "(chóng mặt | tiêu chảy)", "ho (nhiều | ra máu | khan)", "(fever | cough)",
                "(có bầu | mang thai)",
            ],
            except: [
                "khẩu trang ~4 (khó thở | ngộp thở | hụt hơi | thở mệt)", "mệt (xỉu | muốn xỉu)",
                "(cười | đói | mắc | đẹp) (xỉu | ngất)", "đau tim gan", "mask ~4 breathe",
                "(tiêm | chích) được & (từng | tiền sử | hồi trước)", "cá (li bì | ngất)",
            ]),
    ]
}
