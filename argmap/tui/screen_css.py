"""The layout of the main screen, in Textual's CSS. Classes give the size of the screen and the present view."""

SCREEN_CSS = """
MainScreen { layout: vertical; background: $background; color: $foreground; layers: default message; }
MainScreen #body { height: 1fr; layers: default entry; margin-bottom: 1; }
MainScreen #message { dock: bottom; layer: message; margin-bottom: 1; }
MainScreen #entry { dock: bottom; layer: entry; }
MainScreen.-short #entry { layer: default; }
MainScreen.-table #entry { layer: default; }
MainScreen #left { width: 1fr; }
MainScreen .pane { border: none; border-top: solid $line; border-title-color: $dim; border-title-style: bold; }
MainScreen .pane:focus { border-top: solid $footer-key; border-title-color: $footer-key; }
MainScreen.-wide .pane { border: solid $line; }
MainScreen.-wide .pane:focus { border: solid $line; border-top: solid $footer-key; }
MainScreen #outline { height: 1fr; }
MainScreen #table { height: 1fr; display: none; }
MainScreen #claim { height: 9; }
MainScreen #diagram { width: 1fr; display: none; }
MainScreen.-wide #diagram { display: block; }
MainScreen.-tall #claim { height: 16; }
MainScreen.-short #tabs { display: none; }
MainScreen.-short .pane, MainScreen.-short .pane:focus { border: none; }
MainScreen.-table #outline { display: none; }
MainScreen.-short #claim { display: none; }
MainScreen.-table #claim { height: 7; }
MainScreen.-table.-tall #claim { height: 12; }
MainScreen.-table #diagram { display: none; }
MainScreen.-table #table { display: block; }
MainScreen.-drawing #left { display: none; }
MainScreen.-drawing #diagram { display: block; }
"""
