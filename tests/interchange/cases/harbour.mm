<map version="1.0.1">
<node TEXT="Should the harbour stay open?" ID="ID_1">
<edge COLOR="#000000"/>
<node TEXT="It should stay open" POSITION="right">
<node TEXT="Fish is sold fresh" LINK="https://market.example/report"><icon BUILTIN="button_ok"/></node>
<node><richcontent TYPE="NODE"><html><body><p>Neighbours sleep <b>badly</b></p></body></html></richcontent>
<icon BUILTIN="button_cancel"/><icon BUILTIN="flag"/><richcontent TYPE="NOTE"><html><body>Two have moved.</body></html></richcontent>
<arrowlink DESTINATION="ID_9"/></node>
<node TEXT="Lamps are dim"/>
</node>
</node>
</map>
