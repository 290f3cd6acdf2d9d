/// A face without features, for every profile.
let avatarSVG: StaticString = ##"""
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" width="80" height="80">
    <rect width="80" height="80" fill="#cfd8e3"/><circle cx="40" cy="31" r="15" fill="#8494a7"/>
    <path d="M10 80c0-19 13-29 30-29s30 10 30 29z" fill="#8494a7"/></svg>
    """##

/// A lane with a barrier, as somebody might photograph it.
let photoSVG: StaticString = ##"""
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240" width="320" height="240">
    <rect width="320" height="130" fill="#a9d3f5"/><rect y="120" width="320" height="120" fill="#b7ab98"/>
    <path d="M120 240L150 120h20l30 120z" fill="#8d8577"/>
    <rect x="12" y="52" width="98" height="92" fill="#e8c98f"/><path d="M4 56l58-34 58 34z" fill="#b4553e"/>
    <rect x="30" y="84" width="24" height="60" fill="#6b4a33"/><rect x="70" y="82" width="26" height="24" fill="#7fb0cf"/>
    <rect x="212" y="40" width="98" height="106" fill="#d9e0d2"/><path d="M204 44l58-30 58 30z" fill="#7a5a48"/>
    <rect x="230" y="70" width="26" height="24" fill="#7fb0cf"/><rect x="270" y="88" width="24" height="58" fill="#5d6d4e"/>
    <rect x="70" y="158" width="180" height="22" fill="#fff"/><path d="M70 158h30l-22 22h-8zm60 0h30l-22 22h-30zm60
    0h30l-22 22h-30z" fill="#d33"/><rect x="84" y="180" width="8" height="34" fill="#777"/>
    <rect x="228" y="180" width="8" height="34" fill="#777"/></svg>
    """##
