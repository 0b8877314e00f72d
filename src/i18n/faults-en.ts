/** What each code says in English: what happened, and what to do. `{x}` is a blank of the fault. */
import type { FaultCode } from '../domain/codes';

export const faultsEn: Record<FaultCode, string> = {
  // study
  'study.notJson':
    'The study file is not valid JSON ({reason}). Open one saved by this page, or correct it and open it again.',
  'study.unknownField': 'The study file has an unknown field “{field}”. Check its spelling, or remove it.',
  'study.wrongType':
    'The field “{field}” of the study file should be {expected}. Correct it and open it again.',
  'study.newerVersion':
    'This study was saved by a newer version ({version}); this one reads up to {known}. Update the page and open it again; the file is unchanged.',
  'study.missingFile':
    'The study names the file “{file}”, which was not found. Put it beside the study file, or drop both together.',
  'study.cleanedDiffers':
    'Without what says who somebody is, “{file}” would be read differently, so nothing was saved. Tick “with the original files” and keep the zip on this computer, or delete names and ID numbers from the file and drop it again.',
  'study.noStudyInZip':
    'The zip holds no study.json. Drop a study zip saved by this page, or unpack it and drop the data files.',
  'walk.straightNoWaits':
    'There are no streets: the waits at crossings, signals and gates that the study sets are not counted, and figures are approximate. Drop a file of streets.',
  'walk.straightNoSlope':
    'There are no streets: slopes are not counted, and figures are approximate. Drop a file of streets.',
  'walk.straightNoFloors':
    'There are no streets: the stairs of homes are not counted, and figures are approximate. Drop a file of streets.',
  'walk.straightNoSteps':
    'There are no streets: where steps are and where a wheelchair cannot go is not known, so kinds of walkers differ by pace and rests alone, and figures are approximate. Drop a file of streets.',
  'walk.straightNoMends':
    'There are no streets: {count} corrections of the streets are not used, and figures are approximate. Drop a file of streets.',
  'walk.straight':
    'There are no streets: walking distance is the straight line × {detour}, and every figure and map of walking is approximate. Drop a file of streets to follow the ways.',
  'walk.straightNoMaxSlope':
    'There are no streets: the steepest slope somebody can walk is not used, and figures are approximate. Drop a file of streets.',
  'walk.straightNoStepsRule':
    'There are no streets: the study walks no steps, but where steps are is not known, and figures are approximate. Drop a file of streets.',
  'walk.straightNoStepsFactor':
    'There are no streets: where steps are is not known, so the time factor of steps is not used, and figures are approximate. Drop a file of streets.',
  'walk.straightNoStepSeconds':
    'There are no streets: where steps are is not known, so the seconds a step are not used, and figures are approximate. Drop a file of streets.',
  'walk.straightNoGates':
    'There are no streets: walking through gated compounds is not used (straight lines do not go round them anyway), and figures are approximate. Drop a file of streets.',
  'walk.straightNoMotorRoads':
    'There are no streets: walking along motor roads is not used, and figures are approximate. Drop a file of streets.',
  'walk.straightNoOsmConditions':
    'There are no streets: their own tags of surface, width and slope cannot be used, and figures are approximate. Drop a file of streets.',
  'study.noElders':
    'There are no elders yet. Drop a table with longitude, latitude and counts, or areas with counts.',
  'study.eldersWait':
    '{rows} rows of elders wait for boundaries: drop a file of district boundaries too; once names or codes are matched the analysis begins.',
  'study.noFacilities':
    'There are no facilities yet. Drop a table of facilities with longitude and latitude.',
  'study.noServices': 'The study names no service. Choose at least one, meals for example.',
  'study.unknownMethod':
    'Unknown access method “{method}”. There are: 2sfca, 2sfca:zones, 2sfca:gaussian, 2sfca:epanechnikov.',
  'study.methodNotYet':
    'The access method “{method}” is not built yet and was left out. There are: 2sfca, 2sfca:zones, 2sfca:gaussian, 2sfca:epanechnikov.',
  // intake
  'table.partsDropped':
    '{count} areas have specks without any area (features {rows}); the specks were left out and the rest is used. Check their shapes on the map.',
  'table.empty':
    'The file is empty (0 bytes, or only blanks). Export it again from where it came and drop it once more.',
  'table.headerOnly':
    'The file has a header but no rows (columns: {columns}). Check that the rows were exported, and drop it again.',
  'table.oneColumn':
    'The table was read as one column, “{column}”, so no coordinates were found. Cells may be parted by comma, semicolon, tab or |; save it as “CSV UTF-8 (comma delimited)” and drop it again.',
  'table.tooBig':
    'The file has {megabytes} MB; {format} can be read up to {most} MB. Clip it to the study area or split it, and drop the parts.',
  'table.tooManyColumns':
    'The table has {count} columns; at most {most} can be read. Check its delimiter and quotes, or remove columns, and drop it again.',
  'table.notReadable':
    'The browser cannot read this file ({reason}): it may be a folder, or was changed, moved or deleted since it was dropped. Drop the file itself, once more if you have just changed it.',
  'table.spreadsheet':
    'No sheet was found in this {format} file. Open it in Excel or WPS, save it as .xlsx or as CSV UTF-8 (comma delimited), and drop it again.',
  'table.locked':
    'This {format} file has a password. Remove it in Excel or WPS, save as “CSV UTF-8 (comma delimited)”, and drop that.',
  'table.gisFormat':
    'This is {format}, which this version does not read yet. In QGIS choose “Export → Save Features As”, GeoJSON, EPSG:4326 (WGS84), and drop that.',
  'table.statFormat':
    'This is a {format} data file, which this version does not read yet. Export it as CSV (UTF-8) from its own program and drop that.',
  'table.archive':
    'This is a {format} archive without a study saved by this page. Unpack it and drop the data files inside.',
  'table.document':
    'This is {format}, a picture or document and not a table. Drop a spreadsheet, CSV or GeoJSON; copy a table out of a document into Excel, save it and drop that.',
  'table.unknownFormat':
    'This file ({format}) is of no kind known here. Spreadsheets (.xlsx, .xls, .ods), CSV, GeoJSON, .osm.pbf, .osm and study zips saved by this page can be read; export it as one of these and drop that.',
  'table.isStudy': 'This is a study, not data. Open it with “Open study”, or drop it alone.',
  'table.formatForLayer':
    'A {format} file cannot be the layer “{layer}”. Streets come from .osm.pbf, .osm or GeoJSON lines, the other layers from CSV or GeoJSON; choose another layer or another file.',
  'table.notJson':
    'This is not valid GeoJSON; the first error is “{reason}”. The file may be cut short; export it again and drop that.',
  'table.jsonNotGeo':
    'This is JSON but not GeoJSON (its type is “{type}”, not FeatureCollection, Feature or a geometry). Export it as GeoJSON from QGIS and drop that.',
  'table.noFeatures': 'The GeoJSON holds no features. Check that the data were exported, and drop it again.',
  'table.unknownEncoding':
    'The encoding “{encoding}” is unknown. Use auto, utf-8, gb18030, big5 or utf-16le.',
  'table.encodingAmbiguous':
    'This file can be read as UTF-8 and as GB18030 (GBK); it was read as GB18030. If names in the preview look wrong, set its encoding to UTF-8.',
  'table.encodingUnusual':
    'It was read as {encoding}, but that is not certain: many of its characters are rare, and it may be Big5, Shift-JIS or another. If names in the preview look wrong, choose another encoding.',
  'table.mixedEncodings':
    'The file mixes two encodings: most lines are {main}, {count} are {other} (rows {rows}); each was read in its own. Check the text of these rows, or export the file again in one encoding.',
  'table.nulBytes':
    'The file held {count} NUL characters, which were taken out. Check the preview, and export it again if something is missing.',
  'table.titleRows':
    'Row {row} was taken as the header; the title lines above it are not data. If that is wrong, remove the extra lines and drop it again.',
  'table.headersRenamed':
    'Column names were repeated or blank and are now told apart as: {names}. The data are unchanged; choose columns by these names.',
  'table.brokenQuotes':
    '{count} rows have quotes that are never closed (rows {rows}); they were read as if unquoted, and the rows after them are unharmed. Check these rows.',
  'table.raggedRows':
    '{count} rows have another number of cells than the header’s {cells} columns (rows {rows}): short ones were filled with blanks, cells beyond were left out. Check that nothing slipped sideways.',
  'table.unreadableCells':
    '{count} cells hold bytes that mean nothing in this encoding, shown as “�”; the first 20 are listed. Save the file as CSV UTF-8 from where it came.',
  'table.projected':
    'The coordinates are not degrees but look like metres of a projection (for example {x}, {y}; perhaps {likely}). Choose the system under “Coordinates”, or export the file from QGIS as EPSG:4326 (WGS84) and drop it again.',
  'table.swapped':
    'Longitude and latitude are exchanged ({x}, {y} for example); they were read the other way round. Check the places on the map.',
  'table.needsAreas':
    'Districts need GeoJSON polygons; this is a table without boundaries (columns: {columns}). Drop a file of boundaries, or choose another layer for this one.',
  'table.noUsableRows':
    'None of the {count} rows can be used; the refused rows say why. Correct the first reason and drop the file again.',
  'table.geometryColumn':
    'Column “{column}” holds geometries as text (WKT, WKB or GeoJSON); they are read as points, lines and areas.',
  'table.areasAsPoints':
    '{count} areas are stood for by a point inside. If you know their entrances, give points.',
  'table.ringsClosed':
    'The outlines of {count} areas were left open (features {rows}) and have been closed. Check their shapes on the map.',
  'table.ringsCross':
    'The outlines of {count} areas cross themselves (features {rows}); inside is decided by the even-odd rule and areas may be off. Run “Fix geometries” in QGIS and drop that.',
  'table.duplicateIds':
    '{count} rows repeat an id of an earlier row (rows {rows}); all are kept and counted. If they are the same place twice, remove the extra rows.',
  'table.samePlace':
    '{count} rows stand on exactly the place of an earlier row (rows {rows}); all are kept. That is normal in one building; remove rows that were entered twice.',
  'table.oneStreetsFile':
    'Streets are read from the first file only, “{used}”; this one is not used. Merge the streets into one file.',
  'table.outsideStreets':
    '{layer}: {count} of {total} rows lie outside the extent of the streets. Those that meet no street are listed apart; check their coordinates, or take a larger extract of streets.',
  'table.farFromStreets':
    '{layer}: {count} of {total} rows lie outside the extent of the streets, the middle one by {metres} m. The coordinates may be projected, or of another city; check their system, or take other streets.',
  'table.shiftedFromStreets':
    '{layer}: {count} of {total} rows lie outside the extent of the streets, the middle one by {metres} m. The coordinates may be GCJ-02 or BD-09, or of a place next to it; check them under “Coordinates”, or take other streets.',
  'table.swapSuspected':
    '{layer}: {count} of {total} rows lie outside the streets (the middle one {metres} m away), but with longitude and latitude exchanged most lie inside. Choose the “lat/lon” entry under “Coordinates”, or exchange the two columns under “What the columns mean”.',
  'table.guessedLayer':
    'Taken for the layer “{layer}” by its name and content. Choose another if that is wrong.',
  'table.unknownLayer':
    'It is not clear which layer this file belongs to (columns: {columns}). Choose its layer, and its columns for longitude, latitude and the rest.',
  'table.damaged':
    'The file is damaged: what stands at byte {byte} is not valid {format}. Export or download it again and drop that.',
  'table.statVersion':
    'This is a {format} file of version {version}, which cannot be read. Save it in a more common version, or as CSV (UTF-8), from its own program and drop that.',
  'table.tooManyCells':
    'The table has {rows} rows × {columns} columns, more than the {most} million cells that can be read. Remove columns or clip it to the study area and drop it again.',
  'table.encodingNotAsStated':
    'The file says that its encoding is {stated}, but its text is not; it was read as {used}. Check the names in the preview, and change the encoding if they are wrong.',
  'table.otherRowCount':
    'The file promises {stated} rows and holds {count}. It may be incomplete: compare with the number of rows in its own program.',
  'table.variableLabels': 'The file explains its columns: {names}.',
  'table.valueLabels':
    '{count} columns show value labels ({names}); the codes are kept in the columns “… (code)” at the end.',
  'table.repeatedLabels':
    'Several codes have the same label ({names}): only the columns “… (code)” tell them apart.',
  'table.userMissing':
    'The file calls {count} cells missing; they are read as blank ({names}), and their values are kept in the columns “… (code)”.',
  'table.codec':
    'The Parquet compression {codec} cannot be read. Export it with snappy, gzip or zstd and drop that.',
  'table.parquetDamaged':
    'The Parquet file cannot be read (column “{column}”: {reason}); it may be damaged. Export or download it again and drop that.',
  'table.readerDied':
    'The background process stopped while it read this file, most likely for want of memory. The file was left out; the others are not affected. Close other tabs and try again, or clip the file to the study area and drop that.',
  'table.readerFailed':
    'Reading this {format} file failed ({reason}). The file was left out; the others are not affected. Export it again and drop that.',
  'table.outOfMemory':
    'The file has {megabytes} MB, more than the browser can hold. Close other tabs, or clip the file to the study area and drop that.',
  'table.readerTimeout':
    'Reading the file was stopped after {seconds} seconds without an end. It may be damaged: export it again, or clip it to the study area, and drop that.',
  'raster.codec':
    'The raster is compressed with {codec}, which cannot be read. In QGIS export it again with LZW or DEFLATE compression and drop that.',
  'table.raster':
    'This is a {format} raster of heights, not of people or facilities. Make it the elevation layer.',
  'walk.noElevation':
    'Slope is asked for, but no elevation is loaded: all streets count as flat. Drop a GeoTIFF or .hgt file of heights.',
  'walk.slopeOff':
    'Elevation is loaded, but no slope function is chosen: walking times are those on the flat. Choose one in the Walk step.',
  'elevation.hgtName':
    'An .hgt file says where it lies by its name (N36E103.hgt); this name does not. Give it its own name again and drop that.',
  'elevation.hgtSize':
    'An .hgt file has 1201 × 1201 or 3601 × 3601 heights (2,884,802 or 25,934,402 bytes); this one has {bytes} bytes and may be broken off. Download it again.',
  'elevation.notHeights':
    'This is no file of heights. Elevation may be a GeoTIFF (.tif) or an SRTM tile (.hgt), or a zip of them.',
  'elevation.elsewhere': 'This elevation does not cover the place of the streets and is not used.',
  'elevation.noStreets': 'There are no streets for the elevation to lie under; it was not read.',
  'elevation.missing': '{km} km of street ({percent} %) have no height and count as flat.',
  'raster.damaged':
    'The raster cannot be read ({reason}); it may be damaged. Download or export it again and drop that.',
  'raster.noSystem':
    'The raster does not say its coordinate system. Set it in QGIS, export it as GeoTIFF in EPSG:4326, and drop that.',
  'raster.rotated': 'The raster is rotated. Warp it to EPSG:4326 with north up in QGIS and drop that.',
  'raster.tooBig':
    'The raster has {width} × {height} cells × {bands} bands, more than the {most} million values that can be read. Clip it to the study area and drop that.',
  'raster.noElders':
    'None of the raster’s bands ({bands}) counts persons of 60 and over or all persons. Use a raster that does, or name the ages in its band descriptions.',
  'raster.tooLarge':
    '{count} cells have people; at most {most} can be read. Clip the raster to the study area and drop that.',
  'raster.noPeople':
    'No cell of the raster has elders ({count} cells read, {blank} of them without data). Check its bands and extent.',
  'raster.bands':
    'The bands were read as {bands}. If that is wrong, name the ages in the band descriptions or in the file’s name (pop_60_f.tif).',
  'raster.cells':
    '{count} cells with people became elder rows of {persons} persons; {empty} cells are 0 and {blank} have no data, and were left out.',
  'raster.partBlank': '{count} cells have data for some ages only; the others count as 0.',
  'raster.negative':
    '{count} cells have fewer than 0 persons and were treated as having no data. Check the raster’s no-data value.',
  'raster.areas':
    'Each cell is read as an area: its people are spread along the streets in it, or stand at its centre where it has none.',
  'raster.points':
    'There are many cells ({count}): each is read as a point at its centre, not spread along streets.',
  'crs.unknown':
    'The coordinate system “{crs}” is not known here. Choose another one under “Coordinates”, or export the file from QGIS as EPSG:4326 (WGS84) and drop it again.',
  'crs.rangeMismatch':
    'The system “{system}”, chosen or stated by the file, is in metres, but the coordinates look like degrees (for example {x}, {y}). Choose a system in degrees (WGS84, GCJ-02 or BD-09).',
  'crs.northFirst':
    'The coordinates give the north first (for example {x}) and then the east ({y}), as survey tables do; they were read so. Check the places on the map.',
  'crs.fromFile':
    'Converted to WGS84 from the system the file itself states, “{system}”. Check the places on the map; if they are wrong, choose another one under “Coordinates”.',
  'crs.byRange':
    "The coordinates are metres with the zone's number before the easting (for example {x}, {y}) and were converted as “{system}”. If they are Beijing 1954 or Xi'an 1980, places are tens of metres to over 100 m off; choose that under “Coordinates”.",
  'crs.noParameters':
    'The parameters from “{system}” to WGS84 are not public; only the ellipsoid was changed, so places are tens of metres to over 100 m off. Give a shift or two control points, or have the survey office convert the file to CGCS2000.',
  'crs.shifted': 'All places were moved {east} m east and {north} m north, as set. Check them on the map.',
  'crs.controlPoints':
    'A control point lies outside the chosen coordinate system. Check its coordinates and the system.',
  'crs.suspectedBeyond':
    '{layer}: the coordinates look more like “{system}”: read so, their middle distance to the streets goes from {now} m to {then} m. As they are read now they are {shift} m off, more than a service radius of {radius} m, and coverage would be wrong. Choose it under “Coordinates” and check the map.',
  'crs.suspectedWithin':
    '{layer}: the coordinates look more like “{system}”: read so, their middle distance to the streets goes from {now} m to {then} m. As they are read now they are {shift} m off, {percent}% of a service radius of {radius} m. Choose it under “Coordinates” and check the map.',
  'crs.suspectedByDistricts':
    '{layer}: the coordinates look more like “{system}”: read so, {then}% instead of {now}% lie in a district. As they are read now they are {shift} m off. Choose it under “Coordinates” and check the map.',
  'sheet.absent': 'The workbook has no sheet “{sheet}”. It has: {sheets}. Choose one of them.',
  'sheet.chosen': 'Sheet “{sheet}” was read; not read: {others}. If that is wrong, choose another sheet.',
  'sheet.damaged':
    'This {format} file is damaged or holds no sheet ({reason}). Open it in Excel or WPS, save it as .xlsx or CSV UTF-8, and drop it again.',
  'sheet.declarations':
    'Part “{part}” of the file declares entities, which can swell until memory is full, so it was not read. Spreadsheet programs do not write these: save it as .xlsx in Excel or WPS and drop it again.',
  'sheet.errorCells':
    '{count} cells hold errors (such as #N/A, #DIV/0!) and count as missing (rows {rows}). Correct the formulas and drop the file again.',
  'sheet.headerLines':
    'Rows {first} to {last} are a header of several lines; the lines of each column were joined into one name (such as “60+ / men”). If that is wrong, make the header one row and drop the file again.',
  'sheet.hiddenColumns':
    '{count} hidden columns were read as well. If they should not be used, delete them and drop the file again.',
  'sheet.hiddenRows':
    '{count} rows are hidden or filtered out (rows {rows}); they were read and counted as well. If they should not count, delete them and drop the file again.',
  'sheet.hiddenSheets': 'The workbook has hidden sheets that were not read: {sheets}. To use one, choose it.',
  'sheet.mergedFilled':
    '{count} rows lie in merged cells (rows {rows}); the merged text was filled into each row. If it belongs to the first row only, unmerge it and drop the file again.',
  'sheet.mergedNumbers':
    '{count} numbers are merged over several rows (rows {rows}): they belong to these rows together, stay in the first and were not counted again. Fill in each row by itself.',
  'sheet.mergesIgnored':
    'There are too many merged cells; {count} were left as they are (at most {most}). Unmerge them and drop the file again.',
  'sheet.notCalculated':
    '{count} formulas were saved without their result and count as blank. Open the file in Excel or WPS, save it once, and drop it again.',
  'sheet.outsideGrid':
    '{count} cells lie outside what a sheet can hold (beyond column XFD or row 1,048,576) and were not read. Check the program that wrote the file.',
  'sheet.readHidden':
    'Sheet “{sheet}”, which was read, is hidden in the file. If that is wrong, choose another sheet.',
  'sheet.tooBig':
    'The sheet is about {megabytes} MB once unpacked; at most {most} MB can be read. Keep only the columns and rows you need, or save it as CSV UTF-8 (which may be larger), and drop it again.',
  'sheet.tooManyCells':
    'The sheet claims {count} filled cells; at most {most} can be read. Clear whole rows and columns that are filled for nothing and drop it again.',
  'sheet.tooManyMerges':
    'The table has {count} merged cells; at most {most} can be read. Unmerge them, save it as .xlsx and drop it again.',
  'column.absent':
    'The study takes “{role}” from the column “{column}”, which the file does not have. Its columns: {columns}. Name one of these, or leave the role out to have it guessed.',
  'column.noCoordinates':
    'No columns of longitude and latitude were found. The columns: {columns}. Say which they are. Facilities, volunteers and candidate sites need an exact place and cannot be placed by a district’s name; if there are only addresses, add the coordinates and drop the file again.',
  'column.noPlaces':
    'This table of elders has no columns of longitude and latitude. The columns: {columns}. Choose or add them; if it only names streets or communities, drop a file of their boundaries too, and the names will be matched.',
  'table.waits':
    '{rows} rows of elders were understood, but they have no coordinates, only names of places. Drop a file of boundaries too (streets, communities or counties): names or codes will be matched. Until then these people are on no map and in no figure.',
  'table.waitsPersons':
    '{rows} rows with {persons} elders were understood, but they have no coordinates, only names of places. Drop a file of boundaries too (streets, communities or counties): names or codes will be matched. Until then these people are on no map and in no figure.',
  'column.noDistrictNames':
    'This table of elders has no coordinates, and no column with names of the districts layer (such as {names}). The columns: {columns}. Choose the column that names the district, or drop another file of boundaries.',
  'column.joinedByName':
    '{count} rows have no coordinates and were placed by the names in “{column}”, in {areas} districts (rows {rows}): their people are spread evenly along the streets inside, never put on a centre point. Exact coordinates would give better figures.',
  'column.namesOpen':
    'The names of {count} rows answer to no district, or to more than one ({names}), so they are not used. Choose the district for each under “matching names”, or correct the file and drop it again.',
  'column.headerUnit':
    'The header “{column}” says “{unit}”, so every number of the column is multiplied by {factor}. If that is wrong, change the header.',
  'table.repeatedSpots':
    'At {spots} spots many rows with different names or addresses share one point, {count} rows in all (rows {rows}): that is where tools put addresses they cannot find. Nothing was moved; check the coordinates of these rows.',
  'column.noCounts':
    'These areas of elders have no column of counts. The columns: {columns}. Say which one counts the elders (“60+” for example).',
  'column.guessed': 'Guessed from names and values: {pairs}. Choose others where that is wrong.',
  'column.allResidents':
    'There is no column of elders; all residents are counted instead, which is too many. Choose a column of people aged 60 or 65 and over if there is one.',
  'column.personal':
    'These columns say who somebody is and are not shown, kept or exported: {columns}. The analysis does not need them; best remove them from the file.',
  'column.shiftedCoordinates':
    "The column's name says that the coordinates may be GCJ-02 or BD-09, some 300–1200 m off from WGS84; they were read as WGS84. Choose the system under “Coordinates”.",
  'column.degreesWritten':
    '{count} rows give their coordinates with minutes and seconds or a direction (rows {rows}); they were converted to decimal degrees. Check the places on the map.',
  'column.countsAbout':
    '{count} counts are rough (rows {rows}): “{example}” was read as {read} and counted so. If there are exact ones, correct the file and drop it again.',
  'column.countsWorded':
    '{count} counts stand with a unit or a word for ten thousand (rows {rows}): “{example}” was read as {read}. If that is wrong, make them plain numbers and drop the file again.',
  'column.digitsLost':
    '{count} long numbers (rows {rows}) have more than 15 digits, and a spreadsheet program has turned the last ones into 0 or an exponent; they cannot be got back. Export them again from where they came, as text.',
  'column.missingCodes':
    'The value {code} occurs {count} times (rows {rows}); it often means “missing” or “skipped”. It was not taken so here; if it does mean that, choose “treat as missing”, and {code} no longer counts as a number in this column or any other number column of the file.',
  'column.sexesSummed':
    'There are counts of men and women but no total, so the two were added up as new columns: {columns}. If the file has a total elsewhere, choose that column.',
  'column.groupsSummed':
    'The table counts people in groups of a few years; they were added up to the bands that paces are set for, as new columns: {columns}. If the file has such columns of its own, choose those.',
  'column.bandsSummed':
    'There is no column of all elders; the sum of the age bands is used: {columns}. Name the column of totals if there is one.',
  'column.onePersonRows':
    'There is no column of counts; each of the {count} rows is one person. If a row stands for more, say which column counts them.',
  'column.ageUnknown':
    'The age cannot be read in {count} rows (rows {rows}); they are in no age band but in the total. Fill in the ages.',
  'column.ageUnder60':
    '{count} rows are under 60 (rows {rows}); they are in no age band but in the total. Remove them if they should not count.',
  'column.tierUnknown':
    'The tier is not red, yellow or green in {count} rows (rows {rows}); they count as not yet assessed. Check them.',
  'column.allServices':
    'There is no column of services; every row is taken to offer these: {services}. If that is wrong, add such a column, or choose in the data step.',
  'column.unknownService':
    'The service “{word}” is unknown and was left out; {count} rows have it (rows {rows}). Use names such as meals, bathing, daycare.',
  'column.unknownServices':
    '{count} different service words are unknown; the first 20 are listed. Check that this is the column of services.',
  'column.unclearAnswer':
    'A yes or no cannot be understood in {count} rows (rows {rows}) and counts as no. Write yes or no.',
  'column.noService': '{count} rows name no known service (rows {rows}) and take part in none. Fill them in.',
  'column.capacityText':
    'The capacity is not a number in {count} rows (rows {rows}); it counts as missing, not as 0. Write plain numbers.',
  'column.capacityMissing':
    '{count} rows have no capacity (rows {rows}); it is missing, not 0, and they take no part in supply and demand. Fill it in.',
  'identity.notKept':
    'Most cells of this column are identity or mobile numbers, so it is not shown, kept or exported even though it was marked as not personal.',
  'identity.cellsHidden':
    '{count} cells (rows {rows}) hold identity, telephone or card numbers or names; these are hidden, and all else is used. Best remove them from the file.',
  'identity.damaged':
    'This column looks like identity numbers, but a spreadsheet program has kept them as numbers and lost their last digits, which cannot be got back. It is dropped all the same; to have ages worked out from it, export it again from where it came, as text.',
  'identity.notUsed':
    'This column says who somebody is and was not used as “{role}”. If it holds nothing personal, say so in the data step and use it then.',
  'identity.ageDerived':
    'Ages of {count} persons in whole years on {day} were worked out on this machine from {columns}; only age bands are kept.',
  'identity.fileDay':
    "The study does not say on which day ages are reckoned, so the file's own date is used, {day}. If that is wrong, give ageOn in the study.",
  'identity.noAgeDay':
    'Ages could be worked out from {columns}, but there is no day to reckon them on, so there are no age bands. Drop the file again, or give ageOn in the study.',
  'identity.dayOrder':
    'In {count} rows (rows {rows}) day and month of birth cannot be told apart, as in 02/01/1950; only the year is used, and where the age band depends on the rest the age is unknown. Write them as 1950-01-02.',
  'identity.sexDerived':
    'By their identity numbers {women} are women and {men} are men; of {unknown} it cannot be told. Sex is only counted here and not kept.',
  'identity.counted':
    'This is a list of persons: {persons} persons became counts at {places} places, and no row is a person any more. Counts by age band and tier, and all results, stay the same; choose rows of persons in the data step if you need them.',
  'row.noCoordinate': 'There is no coordinate, so the row is not used. Fill in longitude and latitude.',
  'row.districtMissing':
    'There is neither a coordinate nor the name of a district, so the row is not used. Fill in one of them.',
  'row.districtUnknown':
    'No district has this name, so the row is not used. Choose the district it means, or correct the name.',
  'row.districtAmbiguous':
    'This name may mean more than one district, so the row is not used. Choose the one it means.',
  'row.coordinateText':
    'The coordinate is not a number, so the row is not used. Write decimal degrees, 103.8312 for example.',
  'row.coordinateDms':
    'The coordinate looks like degrees, minutes and seconds but cannot be read (60 minutes or more, for example), so this row is not used. Write decimal degrees such as 103.8312.',
  'row.coordinateRange':
    'The coordinate is beyond ±180 of longitude or ±90 of latitude, so the row is not used. Look for a digit too many, or metres instead of degrees.',
  'row.coordinateZero':
    'The coordinate is (0, 0), most likely never filled in, so the row is not used. Give the real one.',
  'row.coordinateSwapped':
    'Longitude and latitude seem exchanged in this row, so it is not used. Exchange its two numbers.',
  'row.outsideSystem':
    'The coordinates lie outside the coordinate system in use, so this row is not used. Check for an extra digit, another zone number or another system.',
  'row.countMissing':
    'The count is missing, so the row is not used (missing is not zero). Fill it in; write 0 where there is nobody.',
  'row.countText': 'There should be a number here, not words, so the row is not used. Write a plain number.',
  'row.countRange':
    'This is a range (such as 10-20), not one number, so the row is not used. Write one number.',
  'row.countNegative':
    'The number is negative, so the row is not used. Correct it; if it stands for missing, give the real one.',
  'row.capacityText':
    'The capacity is not a number and counts as missing, not as 0; the row is used. Write a plain number.',
  'row.capacityNegative':
    'The capacity is negative, so the row is not used. Correct it; write 0 where it is closed.',
  'row.auditKey':
    'The piece key is missing or was changed, so nobody can tell which street is meant. The row is left out. Copy the key back from the original sheet.',
  'row.auditNumber':
    'A number should stand here. The row is left out. Write digits only, or leave the cell blank.',
  'row.auditRange': 'The number is negative or impossibly large. The row is left out. Check its unit.',
  'row.auditWord':
    'This is none of the answers that the sheet offers. The row is left out. Choose one from the list, or leave the cell blank.',
  'row.auditNotFound':
    'The streets as they are now have no such piece: none of about that length lies within 15 m. The row is left out. Where the streets were corrected, save the sheet anew.',
  'row.note':
    'This row is a note, a source or a signature below the table and no data; it was not counted. If it is data, change how it begins.',
  'row.total':
    'This is a row of totals and is not used, so that nobody counts twice. If it is not, change this name.',
  'row.unreadable':
    'This cell holds bytes that mean nothing in {encoding}, shown as “�”. Correct it where it came from and save as CSV UTF-8.',
  'row.noGeometry':
    'This feature has no place (its geometry is empty), so it is not used. Draw it in QGIS, or remove it.',
  'row.geometryType':
    'This type of geometry does not suit the layer, so the feature is not used. Points and areas make facilities, elders and candidates, areas districts, lines streets; convert it, or choose another layer.',
  'row.ringTooShort':
    'The outline of the area has fewer than three corners and encloses nothing, so it is not used. Draw it again in QGIS.',
  'row.zeroArea':
    'The area comes to 0 (a line, or two halves that cancel), so it is not used. Draw it again, or run “Fix geometries” in QGIS.',
  'zip.damaged':
    'The zip is damaged or cut short, at “{part}”. Save or download it again and open that; the file is unchanged.',
  'zip.tooBig':
    'The zip unpacks to {megabytes} MB; at most {most} MB are read. Leave out files that are not needed and open it again.',
  'zip.bomb':
    '“{part}” unpacks to something abnormally large (over {ratio} times, or more than it says), so reading was stopped. Check where the zip came from; if you trust it, unpack it and drop the files.',
  'zip.overlap':
    '“{part}” shares its data with another file of the zip, which no archiver writes, so reading was stopped. Check where the zip came from; if you trust it, unpack it and drop the files.',
  'zip.tooMany': 'The zip holds {count} files; at most {most} are read. Keep only those that the study uses.',
  'zip.locked':
    '“{part}” in the zip has a password. Unpack it and drop the files, or pack it again without one.',
  'zip.namesIgnored':
    '{count} names in the zip are unsafe or repeated and were not read: {names}. If you need these files, rename them and pack again.',
  'osm.empty': 'The street file is empty (0 bytes). Export or download it again.',
  'osm.truncated': 'The street file breaks off at byte {offset}; part of it is missing. Download it again.',
  'osm.notPbf':
    'This is not an OSM pbf file. Drop an .osm.pbf from OpenStreetMap, or the format the file really has.',
  'osm.corrupt': 'The street file is damaged near byte {offset} ({reason}). Download it again.',
  'osm.compression':
    'The street file is compressed with {name}, which this page cannot read. Write it again with zlib, for example: osmium cat in.pbf -o out.osm.pbf.',
  'osm.feature':
    'The street file needs “{feature}”, which this page cannot read. Drop an ordinary extract without history.',
  'osm.tooLarge':
    'The street file has more than {millions} million nodes, more than a page can hold. Cut out your city first, for example: osmium extract -b west,south,east,north.',
  'osm.noStreets': 'The street file holds no streets. Drop an extract with highways of the city.',
  'osm.notXml': 'This is not an OSM XML file ({reason}). Drop an .osm file exported from OpenStreetMap.',
  'osm.declarations':
    'The OSM XML file declares a document type or entities, which may be an attack, and was not read. Export it again from OpenStreetMap.',
  'osm.missingNodes':
    '{ways} streets run over the edge of the extract; they were cut where {nodes} nodes are missing. Take a larger extract if places near the edge matter.',
  'gis.tooManyCells':
    'The table has more than {millions} million cells, too many for a browser. Export only the columns you need, or clip it to the study area, and drop it again.',
  'gis.layerAbsent': 'The file has no layer “{layer}”. It has: {layers}. Choose one of them.',
  'gis.layers':
    "The file holds {count} layers ({layers}); “{layer}”, which has the most rows, is read. If you meant another, choose it on the layer's card.",
  'shp.lonePart':
    '“{format}” is one part of a shapefile and is of no use alone. Drop it together with the .shp, .dbf and .prj of the same name.',
  'shp.damaged': 'This .shp is damaged or incomplete: no shape could be read. Copy or export it again.',
  'shp.cut':
    'This .shp breaks off after {count} shapes; what follows was not read. Copy or export it again and compare the count.',
  'shp.badRecords':
    '{count} shapes have damaged records and count as having no place. Repair the layer in your GIS program and export it again.',
  'shp.surfaces':
    '{count} shapes are surfaces in space (MultiPatch), which cannot be read. Convert them to polygons in your GIS program and export again.',
  'shp.noDbf':
    'No .dbf of the same name was found, so there are shapes but no attributes. Drop the .dbf together with the .shp.',
  'shp.dbfUnread':
    'The .dbf of the same name is damaged, so there are shapes but no attributes. Copy or export the .dbf again.',
  'shp.dbfDamaged':
    'This .dbf has a damaged header or damaged records and cannot be read. Copy or export it again.',
  'shp.dbfHeader':
    'The header of the .dbf gives lengths or a count that its records do not bear out; {count} rows were read as they stand. Check that number.',
  'shp.encodingAgainst':
    "The .cpg or language byte says “{said}”, but the text only makes sense as {used}, and was read so. If characters look wrong, change the encoding on the layer's card.",
  'shp.countsDiffer':
    'The .shp has {shapes} shapes and the .dbf {rows} rows, so attributes may belong to other shapes. Make sure both come from the same export.',
  'shp.deletedRows':
    '{count} rows are marked as deleted in the .dbf and were not read. If you need them, restore them in your GIS program and export again.',
  'shp.noPrj':
    "No .prj of the same name was found, so the coordinate system can only be told from the numbers. Drop the .prj too, or choose the system on the layer's card.",
  'shp.prjUnread':
    "The .prj of the same name holds no coordinate system and was ignored; the system can only be told from the numbers. Export it again, or choose the system on the layer's card.",
  'gpkg.damaged': 'This GeoPackage is damaged and cannot be read ({reason}). Copy or export it again.',
  'gpkg.noLayers':
    'This SQLite file holds no layers of a GeoPackage. Export the layer you need as GeoPackage, from QGIS for example, and drop that.',
  'kml.onlyLinks':
    'This KML holds only {count} links to the network and no placemarks. Open it in Google Earth, save it as KMZ, and drop that.',
  'kml.links':
    'This KML holds {count} links to the network; this page fetches nothing, so what lies there was not read. If you need it, save it as KMZ from Google Earth.',
  'topojson.tooLarge':
    'This TopoJSON unfolds to more than {millions} million corners, too many for a browser. Simplify or clip it and drop it again.',
  'graph.noPlaces':
    "The nodes of this GraphML have no coordinates (x and y), so it cannot be placed on a map. Export it again with OSMnx's save_graphml.",
  'graph.edgesWithoutPlace':
    '{count} edges have ends without coordinates and no line of their own, and were left out. Check how the network was exported.',
  'xml.syntax':
    'This XML file has a syntax error or breaks off near character {offset} and cannot be read. Copy or export it again.',
  'xml.declarations':
    'This XML file carries a document type or entity declaration and is not read, for safety. Export it again from the program it came from.',
  'zip.several':
    'The zip holds {count} files of data ({names}). Say in the study which one, as “{file}/…”, or drop the zip on the page.',
  'zip.inZip': "The zip's “{part}” is a zip itself. Unpack it and drop the data files inside.",
  'zip.tooManyFiles':
    'The zip holds {count} files of data, more than {most}, and none was read. Unpack it and drop only the files you need.',
  'lines.noLines': 'The street file holds no lines. Drop lines (LineString) of streets.',
  'lines.skipped':
    '{count} features without a usable line were left out of the streets. Check them if streets are missing on the map.',
  'lines.secondDirections':
    '{count} lines were the second direction of a street that is there already, and were left out. Nothing need be done.',
  'lines.mixedClasses':
    '{count} lines list several classes of street; they count as steps only where all of it is steps.',
  'lines.mixedDirections':
    'For {count} lines the direction that walkers must take cannot be told (several ways in one line, or two lines that contradict each other); they are walked both ways. Times near them may be too short: check those that are one-way.',
  'lines.notStreets':
    '{count} lines are railways, waterways, boundaries or power lines and were left out of the streets.',
  'lines.idsInconsistent':
    'The ids u and v of the lines do not fit their ends, so lines were joined where they share a vertex. Bridges may then join the road under them; check the map.',
  // network
  'network.noStreets':
    'None of the {ways} ways of the street file can be walked. Drop a file that holds streets and footways.',
  'network.closedWays':
    '{count} ways are closed to walkers (motorways, no entry for pedestrians, under construction) and were left out. Correct their tags in OpenStreetMap if this is wrong.',
  'network.besideSidewalk':
    '{count} pieces of road were left out because their pavements are drawn beside them as footways. Nothing need be done.',
  'network.blockedNodes':
    '{count} barriers (wall, fence, no entry) block a street. Check them if people do pass there.',
  'network.privateGates':
    '{count} gates are tagged private; walkers pass them in this analysis. Check them if they are locked.',
  'network.patches':
    '{count} gated compounds: their streets serve trips that start or end inside, and no short cuts, unless the gates are opened in the settings.',
  'network.onewayFoot':
    '{count} ways are one-way for walkers and are walked that way only; “there and back” uses none of them, as one could not come back along them. If this is wrong, open them by “Open a gate or street” under “Mend the streets”, or correct their tags in OpenStreetMap.',
  'network.mendLost':
    'Correction {number} of the streets found nothing to correct: no such street within 20 m. It has no effect. Choose the place on the map again, or undo it.',
  'network.mendLoose':
    'The path drawn in correction {number} joins no street: none is within 5 m of its corners, so nobody can walk onto it. Draw its ends onto a street.',
  'network.mendNoFacility':
    'Correction {number} is about an entrance of “{id}”, and no facility has that id. It has no effect. Choose the facility again, or remove the correction.',
  // walk audit
  'audit.noKey':
    'The walk-audit sheet has no column of piece keys, nor longitude and latitude of the middle with the length: nobody can tell which streets are meant. Fill in a sheet saved from this page and keep the key. Its columns: {columns}.',
  'audit.notMatched':
    '{count} pieces of the walk-audit sheet are not in the streets as they are now (rows {rows}): no piece of about that length lies within 15 m. These rows are left out. Where the streets were corrected, save the sheet anew.',
  'audit.twice':
    '{count} pieces were audited more than once (rows {rows}): what a later row says replaces the earlier.',
  'audit.noUphill':
    '{count} pieces have a slope but no way up, or one across the street (rows {rows}): the mean of up and down counts.',
  'walk.slopesKnown':
    'No elevation is loaded: slope counts only where an audit or the street file says it, all other streets count as flat. Drop a GeoTIFF or .hgt file of heights to count all.',
  'audit.slopeOff':
    'The walk-audit sheets have slopes, but the walking settings count none, so they change no time. Choose a function under “Slope, crossings and stairs at home”.',
  'audit.noStreets':
    'There are no streets: the {count} pieces of the walk-audit sheet are not used, and figures are approximate. Add the streets first.',
  'network.islands':
    '{count} small pieces of network ({km} km) are not joined to the rest. A point links to one only where no larger piece is near, and is then listed.',
  // routing
  // access
  'access.bandsExceed':
    'In {rows} rows of elders the age bands sum to more than the elders ({persons} persons more in all). Figures at own pace count the bands; correct one of the two.',
  'access.eldersMissing': '{rows} rows of elders have no count; they add nobody. Fill in the counts.',
  'access.noTiers':
    'The study weighs demand by tier, but the elders have no tier column (red, yellow, green, grey). Name the columns, or count demand by elders.',
  'access.tiersMissing':
    '{rows} rows of elders have tiers without a count; those tiers add nothing to the weighted demand. Fill in the counts.',
  'access.districtUnknown':
    'The district column of {rows} rows names no district of the map ({names}{more}); their place decided instead. Make the names in both files the same.',
  'access.outsideDistricts':
    '{persons} persons ({rows} rows) lie in no district; they count in the totals but in no row of the district table. Add the missing districts, or check the coordinates.',
  'access.noCapacity':
    'None of the {count} sites of “{service}” has its capacity stated, so there are no accessibility scores for it. Add a capacity column.',
  'access.capacityMissing':
    '{count} sites of “{service}” have no capacity stated and are left out of the accessibility scores: {names}{more}. Fill in their capacity.',
  'access.noDemandInReach':
    'Nobody lives within reach of {count} sites of “{service}”, so their capacity is in no accessibility score: {names}{more}. Check where they stand, or lengthen the limit.',
  // siting
  'siting.notYet': 'This version does not choose sites yet; the results hold no new places.',
  // brief
  'export.cellCut':
    '{count} cells were too long for XLSX, which holds {most} characters each; their ends were cut. For the whole text choose CSV or GeoPackage.',
  'export.collectionsLeftOut':
    'A Shapefile cannot hold collections of mixed shapes: {count} rows have only their table cells. For shapes choose GeoPackage or GeoJSON.',
  'export.fileTooBig':
    'As {format} this would be {megabytes} MB, more than its limit of {most} MB. Choose GeoPackage or GeoParquet, or filter first.',
  'export.gridBesideDistricts':
    'Beside a table of districts a grid would give hidden counts away, so it is not exported for others. Export the districts instead.',
  'export.hidden':
    '{count} figures are hidden to protect people (those below {below} persons, and others that would give them away); the column “hidden” names them.',
  'export.homes':
    'The study is set to be published, so places of elders and volunteers are not exported. Export districts (or, where there are none, the 250 m grid), or set the audience back to internal.',
  'export.tablesForOthers':
    'The study is set to be published: the tables hold no place of elders (the command line’s elders.csv and access.csv are headers only); the others count for the chosen service alone, without counts below {below} and what would give them away, and rows not used come without their values.',
  'export.internal': 'For internal use: the file holds counts that are not hidden; do not pass it on.',
  'export.nothing': 'There is nothing to export in this layer.',
  'export.namesCut':
    'Field names of a Shapefile have at most 10 bytes and were shortened: {names}. The full list is in “说明 README.txt” in the zip.',
  'export.textCut':
    '{count} cells were too long for a Shapefile, which holds {most} bytes each; their ends were cut. For the whole text choose GeoPackage or GeoJSON.',
  'export.tooManyColumns':
    'This table has {columns} columns; {format} holds {most} at most. Leave columns out or choose CSV.',
  'export.tooManyRows':
    'This table has {rows} rows; {format} holds {most} at most. Filter first, or choose CSV or GeoParquet.',
  'export.columnsRenamed': 'Some columns had the same name or none; in the file they are called: {names}.',
  'export.placesBad':
    '{count} rows have a broken shape (a coordinate that is no number, or too few points); they are in the file without a place.',
  'export.shapesLeftOut':
    '{format} cannot hold lines and areas: {count} rows have only their table cells. For shapes choose GeoPackage, GeoJSON or Shapefile.',
  // db
  // run
  'run.workerDied':
    'The background process stopped, most likely for want of memory, and was started again; nothing is lost. Close other tabs and press “Analyse again”; if it stops once more, make the study area smaller.',
  'run.bug':
    'The program met an error ({message}). No data are lost; save the study, reload the page, and tell us this sentence.',
  'sql.empty': 'There is no query yet. Start with one of the examples.',
  'sql.several':
    'Only one statement can be run at a time (a dynamic PIVOT counts as several). Remove the other semicolons, or run them one after another.',
  'sql.notReading':
    'Queries here only read, so {word} is not run. Begin with SELECT, WITH, VALUES, FROM, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN; to change data, change the file and replace it.',
  'sql.outside':
    'A query uses the tables of this page and nothing else: no files, addresses or extensions ({message}). Drop the file on the page and it becomes a table in the list.',
  'sql.noExtension':
    '“{name}” needs an extension of DuckDB, which this page, being offline, does not have. Write it another way, for example with strftime or date_diff instead of functions of time zones.',
  'sql.parameters': 'Placeholders such as ? and $1 cannot be used here. Write the value into the query.',
  'sql.syntax':
    'Line {line}, character {column}: “{name}” is not expected here. Look for a missing comma, quote, bracket or keyword before it; a column name with signs in it needs double quotes.',
  'sql.noTable':
    'Line {line}, character {column}: there is no table “{name}”. See the list of tables; the table of a file is written in double quotes, such as "elders.csv".',
  'sql.noColumn':
    'Line {line}, character {column}: there is no column “{name}”. Near it: {offers}. Text takes single quotes; what is in double quotes is a column.',
  'sql.failedAt': 'Line {line}, character {column}: {message}',
  'sql.failed':
    'The query stopped with an error: {message}. Check casts; for columns of text as written, TRY_CAST(column AS DOUBLE) leaves blank what is no number.',
  'sql.memory':
    'The query needs more memory than it may have and was stopped. Take fewer columns, add WHERE or LIMIT, or look for a missing join condition.',
  'sql.timeLimit':
    'The query took longer than {seconds} seconds and was stopped. Add WHERE or LIMIT, or look for a missing condition between two tables.',
  'sql.broken':
    'The query engine failed and was started again ({message}). No data changed; alter the query and run it again.',
};
