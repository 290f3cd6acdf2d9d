/// Which script a letter belongs to, and in which of three ways a Chinese character is written: as in Taiwan and Hong Kong,
/// as in China, or as in Japan.
enum Scripts {
    static func count(_ scalar: Unicode.Scalar, in counts: inout RawText.ScriptCounts) {
        var previous: UInt32 = 0
        switch scalar.value {
        case 0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: counts.kana += 1
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: counts.hangul += 1
        case 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            counts.han += 1
            if traditional.contains(scalar.value) { counts.traditional += 1 }
            if simplified.contains(scalar.value) { counts.simplified += 1 }
            if japanese.contains(scalar.value) { counts.japanese += 1 }
            if japaneseWords.contains(pair(counts.lastHan, scalar.value)) { counts.japanese += 1 }
            previous = scalar.value
        default: counts.other += 1
        }
        counts.lastHan = previous
    }

    /// Characters as they are written in traditional Chinese, simplified Chinese and Japanese, where the first two differ
    /// or the third differs from both; "-": not written there, or so in both.
    static let rows = """
        們们- 個个個 來来来 這这- 會会会 時时時 說说説 國国国 學学学 對对対 發发発 無无無 爾尔- 經经経 過过過 還还還 沒没- 問问問 開开開
        關关関 門门門 間间間 見见見 車车車 長长長 東东東 馬马馬 電电電 話话話 請请請 謝谢謝 誰谁誰 樣样様 頭头頭 從从従 點点点 進进進 運运運
        邊边辺 難难難 題题題 體体体 驗验験 質质質 檢检検 測测測 離离離 陽阳陽 陰阴陰 廠厂- 員员員 與与与 業业業 單单単 號号号 嗎吗- 麼么-
        為为為 當当当 應应応 該该該 場场場 醫医医 藥药薬 確确確 診诊診 幾几幾 聯联- 絡络絡 檔档- 證证- 護护護 簽签- 機机機 飛飞飛 屬属属
        親亲親 資资資 費费費 萬万万 買买買 賣卖売 錢钱銭 歲岁歳 氣气気 熱热熱 燒烧焼 嚴严厳 緊紧緊 現现現 實实実 區区区 縣县県 鎮镇鎮 鄉乡郷
        設设設 備备備 報报報 導导導 須须須 讓让譲 給给給 灣湾湾 聽听聴 寫写写 讀读読 識识識 認认認 語语語 預预- 約约約 務务務 動动動 勞劳労
        歸归帰 連连連 線线線 網网網 聲声声 處处処 變变変 廣广広 圖图図 團团団 圍围囲 圓圆円 傳传伝 價价価 優优優 傷伤傷 隊队隊 階阶階 際际際
        隨随随 險险険 雙双双 雜杂雑 靜静静 順顺順 願愿願 類类類 風风風 飯饭飯 館馆館 鐵铁鉄 銀银銀 錄录録 鎖锁鎖 陳陈陳 陸陆陸 張张張 強强強
        彈弹弾 總总総 織织織 續续続 純纯純 紙纸紙 組组組 細细細 終终終 結结結 絕绝絶 統统統 維维維 綠绿緑 練练練 緩缓緩 縮缩縮 繼继継 繳缴-
        級级級 紅红紅 紀纪紀 壓压圧 壞坏壊 壽寿寿 執执執 塊块塊 墊垫- 媽妈- 婦妇婦 嬰婴嬰 孫孙孫 宮宫宮 寧宁寧 審审審 寬宽寛 寶宝宝 專专専
        尋寻尋 層层層 島岛島 師师師 帶带帯 幫帮- 廳厅庁 廢废廃 彎弯- 徑径径 恥耻恥 惡恶悪 慘惨惨 慣惯慣 憂忧憂 憐怜憐 戰战戦 戲戏戯 戶户戸
        擇择択 擔担担 據据拠 擊击撃 擋挡- 擠挤- 擴扩拡 換换換 損损損 搶抢- 攜携携 敗败敗 數数数 斷断断 舊旧旧 書书書 條条条 極极極 榮荣栄
        樂乐楽 標标標 樓楼楼 橋桥橋 權权権 歡欢歓 歷历歴 殘残残 殺杀殺 氫氢- 決决決 況况況 淚泪涙 淨净浄 減减減 湯汤湯 滿满満 漢汉漢 潔洁潔
        濟济済 濕湿湿 災灾災 燈灯灯 營营営 爭争争 爺爷- 牆墙- 獎奖奨 獨独独 獲获獲 產产産 畢毕畢 畫画画 異异異 療疗療 癢痒- 盡尽尽 監监監
        盤盘盤 眾众衆 睜睁- 矯矫矯 碼码- 禮礼礼 種种種 稱称称 穩稳穏 窮穷窮 競竞競 筆笔筆 節节節 簡简簡 糧粮糧 紹绍紹 習习習 聖圣聖 職职職
        腎肾腎 腦脑脳 腫肿腫 腳脚脚 膚肤膚 臉脸- 臟脏臓 臨临臨 興兴興 艙舱- 華华華 葉叶葉 蓋盖蓋 蘇苏蘇 藝艺- 虛虚虚 蟲虫虫 術术術 衛卫衛
        裝装装 補补補 視视視 覺觉覚 觀观観 觸触触 計计計 訂订訂 訊讯訊 討讨討 訓训訓 記记記 訪访訪 許许許 訴诉訴 評评評 詞词詞 試试試 詢询詢
        詳详詳 誠诚誠 誤误誤 調调調 談谈談 諒谅諒 論论論 講讲講 謀谋謀 譯译訳 議议議 貓猫猫 貝贝貝 負负負 財财財 責责責 貨货貨 貧贫貧 貴贵貴
        貼贴貼 賃赁賃 賠赔賠 購购購 贈赠贈 贏赢- 趕赶- 跡迹跡 踐践践 輔辅輔 輕轻軽 輛辆- 輪轮輪 輸输輸 轉转転 辦办- 辭辞辞 農农農 遞递逓
        遠远遠 適适適 遲迟遅 遷迁遷 選选選 遺遗遺 鄰邻隣 釋释釈 針针針 銷销銷 鋼钢鋼 錯错錯 鍵键鍵 鐘钟鐘 闊阔- 閉闭閉 閱阅閲 陣阵陣 隱隐隠
        霧雾霧 響响響 頂顶頂 項项項 領领領 頻频頻 顆颗- 額额額 顏颜顔 顧顾顧 飲饮飲 養养養 餓饿- 駕驾- 駛驶- 騎骑騎 騙骗- 驚惊驚 魚鱼魚
        鮮鲜鮮 麥麦麦 黃黄黄 齊齐斉 齒齿歯 龍龙竜 裡-- 悶闷悶 懷怀懐 厲厉- 撐撑- 闆-- 劇剧劇 夾夹- 煙烟煙 撥拨- 狀状状 掛挂掛 編编編
        聞闻聞 將将将 暈晕- 別别別 採-採 協协協 闖闯- 規规規 僅仅僅 暫暂暫 構构構 夠够- 綁绑- 誘诱誘 毆殴殴 盜盗盗 搖摇揺 嗆呛- 淺浅浅
        飽饱飽 儀仪儀 詐诈詐 倉仓倉 庫库庫 濃浓濃 丟丢- 蹤踪- 擾扰- 襲袭襲 脅胁脅 謹谨謹 禍祸禍 攔拦- 滯滞滞 販贩販 頁页頁 郵邮郵 違违違
        廁厕- 涼凉涼 達达達 並-並 則则則 篩筛- 後-後 於-於 製-製 準-準 復-復 週-週 嚨咙- 內内内 兒儿児 豐丰豊 溫温温 賴赖頼 鹽盐塩
        櫻樱桜 劑剂剤 舉举挙 兩两両 齡龄齢 屆届届 澤泽沢 濱滨浜 戀恋恋 澀涩渋 湧涌湧 綜综綜 績绩績 罰罚罰 賓宾賓 鄭郑鄭 飼饲飼 鳥鸟鳥 龜龟亀
        --働 --込 --峠 --枠 --払 --仏 --乗 --歩 --毎 --黒 --増 --徳 --巻 --収 --姉 --窓 --仮 --酔 --効
        --査 --値 --戻 --畑 --匂 --髪 --呉
        """.split(whereSeparator: \.isWhitespace).map { Array($0.unicodeScalars.map(\.value)) }

    private static let traditional = column(0)
    private static let simplified = column(1)
    private static let japanese = column(2)

    private static func column(_ place: Int) -> Set<UInt32> {
        Set(rows.map { $0[place] }).subtracting("-".unicodeScalars.map(\.value))
    }

    /// Two characters that stand side by side in a Japanese word and hardly ever in Chinese, though each is written alike:
    /// without kana they are all there is to tell by.
    private static let japaneseWords = Set(
        """
        工場 絡先 会社 病院 予約 番号 質問 料金 無料 本語 行機 給料 健所 大丈 仕事 部屋 家賃 手続 切符 受付 火事 何日 何歳 在留 電車 友達
        子供 息子 両親
        """.split(whereSeparator: \.isWhitespace).map { word in
            word.unicodeScalars.reduce(UInt64(0)) { $0 << 32 | UInt64($1.value) }
        })

    private static func pair(_ left: UInt32, _ right: UInt32) -> UInt64 { UInt64(left) << 32 | UInt64(right) }
}
