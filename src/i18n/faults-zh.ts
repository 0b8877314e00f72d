/** What each code says in Chinese: what happened, and what to do. `{x}` is a blank of the fault. */
import type { FaultCode } from '../domain/codes';

export const faultsZh: Record<FaultCode, string> = {
  // study
  'study.notJson': '研究文件不是有效的 JSON（{reason}）。请用本页保存的研究文件，或按说明修改后再打开。',
  'study.unknownField': '研究文件里有不认识的字段“{field}”。请核对拼写，或删去它。',
  'study.wrongType': '研究文件的字段“{field}”应为{expected}。请改正后再打开。',
  'study.newerVersion':
    '这份研究由更新版本（{version}）保存，本版只读到 {known}。请更新本页后再打开，原文件没有改动。',
  'study.missingFile': '研究里写了文件“{file}”，但没有找到。请把它放在研究文件旁边，或一起拖进来。',
  'study.cleanedDiffers':
    '“{file}”去掉身份信息后，重新读出来的结果和原来不一样，所以没有保存。可以勾选“连同原始文件”保存在本机，或先在原表里删掉姓名、证件号再拖入。',
  'study.noStudyInZip': '压缩包里没有 study.json。请拖入本页保存的研究压缩包，或先解压再拖入其中的数据文件。',
  'walk.straightNoWaits':
    '没有街道数据：研究里填的过街、红绿灯和门的等候时间没有算进去，结果是近似。请拖入街道文件。',
  'walk.straightNoSlope': '没有街道数据：坡度没有算进去，结果是近似。请拖入街道文件。',
  'walk.straightNoFloors': '没有街道数据：上下楼的时间没有算进去，结果是近似。请拖入街道文件。',
  'walk.straightNoSteps':
    '没有街道数据：看不出哪里有台阶、哪里轮椅过不去，各种走法只差步速和歇息，结果是近似。请拖入街道文件。',
  'walk.straightNoMends': '没有街道数据：{count} 处路网修改没有用上，结果是近似。请拖入街道文件。',
  'walk.straight':
    '没有街道数据：步行距离是直线 × {detour}，所有步行数字和地图都是近似。请拖入街道文件，按路计算。',
  'walk.straightNoMaxSlope': '没有街道数据：“最陡能走”没有用上，结果是近似。请拖入街道文件。',
  'walk.straightNoStepsRule':
    '没有街道数据：研究设定不走台阶，但看不出哪里有台阶，结果是近似。请拖入街道文件。',
  'walk.straightNoStepsFactor':
    '没有街道数据：看不出哪里有台阶，台阶耗时倍数没有用上，结果是近似。请拖入街道文件。',
  'walk.straightNoStepSeconds':
    '没有街道数据：看不出哪里有台阶，每级台阶的秒数没有用上，结果是近似。请拖入街道文件。',
  'walk.straightNoGates':
    '没有街道数据：“允许从小区里穿行”没有用上（直线本来就不绕小区），结果是近似。请拖入街道文件。',
  'walk.straightNoMotorRoads':
    '没有街道数据：“允许走没有人行道的快速路”没有用上，结果是近似。请拖入街道文件。',
  'walk.straightNoOsmConditions':
    '没有街道数据：街道文件里标的路面、宽度、坡度无从计入，结果是近似。请拖入街道文件。',
  'study.noElders': '还没有老年人数据。请拖入含经纬度和人数的表格，或带人数的面状数据。',
  'study.eldersWait':
    '{rows} 行老年人数据在等边界：再拖入一份带边界的片区文件（街道、社区或区县），按名称或代码对上后就开始计算。',
  'study.noFacilities': '还没有设施数据。请拖入含经纬度的设施表。',
  'study.noServices': '研究没有选定任何服务。请至少选一项，例如助餐。',
  'study.unknownMethod':
    '不认识可达性方法“{method}”。可用：2sfca、2sfca:zones、2sfca:gaussian、2sfca:epanechnikov。',
  'study.methodNotYet':
    '可达性方法“{method}”在本版还没有实现，已跳过。可用：2sfca、2sfca:zones、2sfca:gaussian、2sfca:epanechnikov。',
  // intake
  'table.partsDropped':
    '有 {count} 个面带有面积为 0 的碎片（第 {rows} 个要素），碎片没有采用，其余部分照常使用。请在地图上核对形状。',
  'table.empty': '文件是空的（0 字节，或只有空白）。请在原来的软件里重新导出，再拖进来。',
  'table.headerOnly': '文件只有表头，没有数据行（列：{columns}）。请检查导出时是否选中了数据，再拖进来。',
  'table.oneColumn':
    '整张表只读出一列“{column}”，找不到经纬度。可用的分隔符是逗号、分号、制表符、竖线；请另存为“CSV UTF-8（逗号分隔）”后再拖进来。',
  'table.tooBig':
    '文件有 {megabytes} MB，{format} 最多能读 {most} MB。请裁到研究范围或拆成几个文件，再拖进来。',
  'table.tooManyColumns':
    '表有 {count} 列，最多能读 {most} 列。请检查分隔符和引号，或删去无关的列后再拖进来。',
  'table.notReadable':
    '浏览器读不到这个文件（{reason}）：它可能是文件夹，或者拖入之后被改动、移动、删除了。请直接拖入文件本身；若刚改过，请再拖一次。',
  'table.spreadsheet':
    '这个 {format} 文件里没有找到工作表。请在 Excel 或 WPS 里打开，“另存为”选 .xlsx 或“CSV UTF-8（逗号分隔）”，再拖进来。',
  'table.locked':
    '这个 {format} 文件有密码。请在 Excel 或 WPS 里去掉密码，另存为“CSV UTF-8（逗号分隔）”，再拖进来。',
  'table.gisFormat':
    '这是 {format} 格式，本版还不能直接读。请在 QGIS 里“导出 → 要素另存为”，选 GeoJSON、坐标系 EPSG:4326（WGS84），再拖进来。',
  'table.statFormat':
    '这是 {format} 数据文件，本版还不能直接读。请在原来的软件里导出为 CSV（UTF-8），再拖进来。',
  'table.archive': '这是 {format} 压缩包，里面没有本页保存的研究。请先解压，再拖入其中的数据文件。',
  'table.document':
    '这是 {format}（图片或文档），不是数据表。请拖入 Excel 表、CSV 或 GeoJSON；表格在文档里的，请复制到 Excel 里保存，再拖进来。',
  'table.unknownFormat':
    '认不出这个文件（{format}）。能读的有：Excel 表（.xlsx、.xls、.ods）、CSV、GeoJSON、.osm.pbf、.osm 和本页保存的研究 zip；请导出成其中一种再拖进来。',
  'table.isStudy': '这是一份研究文件，不是数据。请用“打开研究”打开它，或单独拖进来。',
  'table.formatForLayer':
    '{format} 文件不能用作“{layer}”图层。道路用 .osm.pbf、.osm 或线状 GeoJSON，其他图层用 CSV 或 GeoJSON；请改选图层或换一个文件。',
  'table.notJson': '不是有效的 GeoJSON：第一处错误是“{reason}”。文件可能被截断；请重新导出后再拖进来。',
  'table.jsonNotGeo':
    '这是 JSON，但不是 GeoJSON（type 为“{type}”，应为 FeatureCollection、Feature 或几何类型）。请在 QGIS 里导出为 GeoJSON 再拖进来。',
  'table.noFeatures': 'GeoJSON 里没有任何要素。请检查导出时是否选中了数据，再拖进来。',
  'table.unknownEncoding': '不认识编码“{encoding}”。请改成 auto、utf-8、gb18030、big5 或 utf-16le。',
  'table.encodingAmbiguous':
    '这个文件按 UTF-8 和 GB18030（GBK）都读得通，已按 GB18030 读。若预览里的名称不对，请把编码改为 UTF-8。',
  'table.encodingUnusual':
    '已按 {encoding} 读取，但不能肯定：文字里生僻字很多，也可能是 Big5、Shift-JIS 等编码。若预览里的名称不对，请改选编码。',
  'table.mixedEncodings':
    '文件混有两种编码：多数行是 {main}，另有 {count} 行是 {other}（第 {rows} 行），已逐行分别读取。请核对这些行的文字；最好在原软件里统一编码后重新导出。',
  'table.nulBytes': '文件里有 {count} 个空字符（NUL），已去掉。请核对预览；若有缺漏，请重新导出。',
  'table.titleRows': '第 {row} 行当作表头，它上面的标题行没有当作数据。若不对，请删去多余的行再拖进来。',
  'table.headersRenamed':
    '有重复或空白的列名，为了分清改成了：{names}。数据没有改动；若要改列的用途，请按这些名称选择。',
  'table.brokenQuotes':
    '有 {count} 行的引号没有成对（第 {rows} 行），这些行按没有引号读取，后面的行不受影响。请核对这些行。',
  'table.raggedRows':
    '有 {count} 行的格数与表头的 {cells} 列不同（第 {rows} 行）：少的补空，多的没有用到。请核对这些行有没有错位。',
  'table.unreadableCells':
    '共有 {count} 个单元格含有按此编码读不出的字节，以“�”代替；只列出了前 20 个。请在原软件里另存为 CSV UTF-8。',
  'table.projected':
    '坐标不是经纬度，像是以米为单位的投影坐标（例如 {x}, {y}；可能是 {likely}）。请在“坐标系”里选定，或在 QGIS 里导出为 EPSG:4326（WGS84）再拖进来。',
  'table.swapped': '经度和纬度写反了（例如 {x}, {y}），已对调后读取。请在地图上核对位置。',
  'table.needsAreas':
    '片区图层需要面状 GeoJSON，这是一张没有边界的表（列：{columns}）。请拖入边界文件；若它是设施或老年人数据，请改选图层。',
  'table.noUsableRows': '{count} 行里没有一行能用，原因见“未采用的行”。请按第一条原因改正后再拖进来。',
  'table.geometryColumn': '“{column}”列里是几何文本（WKT、WKB 或 GeoJSON），已按点、线、面读取。',
  'table.areasAsPoints': '{count} 个面用面内的一点代表。若有入口坐标，请改用点数据。',
  'table.ringsClosed': '有 {count} 个面的边界没有闭合（第 {rows} 个要素），已连接首尾。请在地图上核对形状。',
  'table.ringsCross':
    '有 {count} 个面的边界自相交（第 {rows} 个要素），内外按奇偶规则判断，面积可能不准。请在 QGIS 里用“修复几何图形”处理后再拖进来。',
  'table.duplicateIds':
    '有 {count} 行的编号与前面重复（第 {rows} 行），都已保留并分别计算。若是同一处重复登记，请删去多余的行。',
  'table.samePlace':
    '有 {count} 行与前面某行位置完全相同（第 {rows} 行），都已保留。同一栋楼属正常；若是重复登记，请删去多余的行。',
  'table.oneStreetsFile': '道路只用了第一个文件“{used}”，这个文件没有用到。请先把道路合并成一个文件。',
  'table.outsideStreets':
    '{layer}：{total} 行中有 {count} 行在道路数据的范围之外。它们若连不到道路，会单独列出；请核对坐标，或换一份更大的道路数据。',
  'table.farFromStreets':
    '{layer}：{total} 行中有 {count} 行在道路数据的范围之外，中位数远 {metres} 米。坐标可能是投影坐标，也可能属于另一座城市；请核对坐标系，或换一份道路数据。',
  'table.shiftedFromStreets':
    '{layer}：{total} 行中有 {count} 行在道路数据的范围之外，中位数远 {metres} 米。坐标可能是 GCJ-02 或 BD-09，也可能属于旁边的地方；请在“坐标系”里核对，或换一份道路数据。',
  'table.swapSuspected':
    '{layer}：{total} 行中有 {count} 行在道路数据的范围之外（中位数远 {metres} 米），但经纬度对调后大多落在范围之内。请在“坐标系”里选“lat/lon”的一项，或在“列的含义”里把两列对调。',
  'table.guessedLayer': '按文件名和内容当作“{layer}”图层。若不对，请改选。',
  'table.unknownLayer': '看不出这个文件属于哪个图层（列：{columns}）。请手工选择图层，并指定经度、纬度等列。',
  'table.damaged': '文件损坏：第 {byte} 字节处的内容不是有效的 {format}。请重新导出或重新下载后再拖进来。',
  'table.statVersion':
    '这是 {format} 第 {version} 版文件，本版读不了。请在原来的软件里另存为较通用的版本或 CSV（UTF-8），再拖进来。',
  'table.tooManyCells':
    '表有 {rows} 行 × {columns} 列，超过最多 {most} 百万格。请删去无关的列或裁到研究范围，再拖进来。',
  'table.encodingNotAsStated':
    '文件自称编码是 {stated}，但内容不是；已按 {used} 读。请核对预览里的名称，不对请改编码。',
  'table.otherRowCount':
    '文件头写着 {stated} 行，实际读到 {count} 行。文件可能不完整，请与原软件里的行数核对。',
  'table.variableLabels': '文件自带变量说明：{names}。',
  'table.valueLabels': '{count} 列按值标签显示（{names}），原代码保留在表末的“… (code)”列。',
  'table.repeatedLabels': '有几个代码用了同一个标签（{names}），只看标签分不开，请看“… (code)”列。',
  'table.userMissing': '文件把 {count} 格标为缺失值，已按空白处理（{names}）；原值保留在“… (code)”列。',
  'table.codec': 'Parquet 的压缩方式 {codec} 读不了。请用 snappy、gzip 或 zstd 压缩重新导出，再拖进来。',
  'table.parquetDamaged':
    'Parquet 文件读不下去（列“{column}”：{reason}），可能已损坏。请重新导出或重新下载后再拖进来。',
  'table.readerDied':
    '读这个文件时后台程序意外停止（多半是内存不够），这个文件没有读入，其他文件不受影响。请关掉别的网页再试，或把文件裁到研究范围后再拖进来。',
  'table.readerFailed':
    '读这个 {format} 文件时出错（{reason}），这个文件没有读入，其他文件不受影响。请在原软件里重新导出后再拖进来。',
  'table.outOfMemory':
    '文件有 {megabytes} MB，浏览器的内存装不下。请关掉别的网页，或把文件裁到研究范围后再拖进来。',
  'table.readerTimeout':
    '读这个文件用了 {seconds} 秒还没读完，已停止。文件可能已损坏；请重新导出，或裁到研究范围再拖进来。',
  'raster.codec':
    '栅格文件的压缩方式 {codec} 读不了。请在 QGIS 里用“导出 → 另存为”选 LZW 或 DEFLATE 压缩重新保存，再拖进来。',
  'table.raster': '这是 {format} 高程栅格，不是人口或设施。请把它归到“高程”。',
  'walk.noElevation': '要求按坡度计时，但没有高程文件，所有街道按平地算。请拖入 GeoTIFF 或 .hgt 高程。',
  'walk.slopeOff': '高程已读入，但没有选坡度算法，步行时间仍按平地算。可在“步行”里选坡度算法。',
  'elevation.hgtName':
    '.hgt 文件的位置写在文件名里（如 N36E103.hgt），这个文件名里没有。请改回原名再拖进来。',
  'elevation.hgtSize':
    '.hgt 文件应是 1201×1201 或 3601×3601 个高程（2,884,802 或 25,934,402 字节），这个文件是 {bytes} 字节，可能没下载完。请重新下载。',
  'elevation.notHeights': '这不是高程文件。高程可用 GeoTIFF（.tif）或 SRTM 的 .hgt，也可以是装着它们的 zip。',
  'elevation.elsewhere': '这个高程文件不覆盖路网所在的地方，没有用上。',
  'elevation.noStreets': '没有路网，高程用不上，未读取。',
  'elevation.missing': '路网中有 {km} 公里（{percent}%）没有高程，这些街道按平地算。',
  'raster.damaged': '栅格文件读不下去（{reason}），可能已损坏。请重新下载或重新导出后再拖进来。',
  'raster.noSystem': '栅格没有写明坐标系。请在 QGIS 里指定坐标系，导出为 EPSG:4326 的 GeoTIFF，再拖进来。',
  'raster.rotated': '栅格是旋转的，不能按网格读。请在 QGIS 里重投影为正北向上的 EPSG:4326，再拖进来。',
  'raster.tooBig':
    '栅格有 {width} × {height} 格 × {bands} 个波段，超过最多 {most} 百万个值。请裁到研究范围，再拖进来。',
  'raster.noElders':
    '栅格的波段（{bands}）里没有 60 岁及以上的年龄段，也不是总人口，不能当作老人数据。请换用含 60 岁及以上的栅格，或在波段说明里写明年龄段。',
  'raster.tooLarge': '有人的网格有 {count} 个，最多能读 {most} 个。请裁到研究范围，再拖进来。',
  'raster.noPeople': '栅格里没有一个格子有老人（读了 {count} 格，其中 {blank} 格无数据）。请检查波段和范围。',
  'raster.bands':
    '波段读作：{bands}。若不对，请在波段说明里写明年龄段，或把年龄写进文件名（如 pop_60_f.tif）。',
  'raster.cells':
    '{count} 个格子有人，作为 {persons} 人的老人数据行；{empty} 格为 0，{blank} 格无数据，未读入。',
  'raster.partBlank': '{count} 个格子只有部分年龄段有数据，缺的按 0 计。',
  'raster.negative': '{count} 个格子的人数是负数，按无数据处理。请检查栅格的无数据值。',
  'raster.areas': '每个格子按面读：格内的人沿格内街道均匀分布，格内没有街道时按格子中心。',
  'raster.points': '格子较多（{count} 个），按中心点读，不沿街道分布。',
  'crs.unknown': '不认识坐标系“{crs}”。请在“坐标系”里改选，或在 QGIS 里导出为 EPSG:4326（WGS84）再拖进来。',
  'crs.rangeMismatch':
    '所选或文件写明的坐标系“{system}”以米为单位，但坐标像是经纬度（例如 {x}, {y}）。请改选经纬度坐标系（WGS84、GCJ-02 或 BD-09）。',
  'crs.northFirst':
    '坐标先写北（例如 {x}），后写东（{y}），如测绘表的 X、Y，已按此读取。请在地图上核对位置。',
  'crs.fromFile':
    '按文件自己写明的坐标系“{system}”换算成 WGS84。请在地图上核对位置；若不对，请在“坐标系”里改选。',
  'crs.byRange':
    '坐标以米为单位，东坐标前带有带号（例如 {x}, {y}），已按“{system}”换算。若原为北京 54 或西安 80，位置会差几十米到一百多米；请在“坐标系”里改选。',
  'crs.noParameters':
    '“{system}”到 WGS84 的转换参数不公开，这里只换了椭球，位置会差几十米到一百多米。请填写平移量或两个控制点，或请测绘部门转成 CGCS2000。',
  'crs.shifted': '所有位置按设定向东移 {east} 米、向北移 {north} 米。请在地图上核对。',
  'crs.controlPoints': '控制点不在所选坐标系的范围内。请核对控制点的坐标和坐标系。',
  'crs.suspectedBeyond':
    '{layer}：坐标更像“{system}”：按它读，离街道的中位距离由 {now} 米变为 {then} 米。现在的读法偏移 {shift} 米，超过 {radius} 米服务半径，覆盖结果会错。请在“坐标系”里改选并在地图上核对。',
  'crs.suspectedWithin':
    '{layer}：坐标更像“{system}”：按它读，离街道的中位距离由 {now} 米变为 {then} 米。现在的读法偏移 {shift} 米，是 {radius} 米服务半径的 {percent}%。请在“坐标系”里改选并在地图上核对。',
  'crs.suspectedByDistricts':
    '{layer}：坐标更像“{system}”：按它读，落在片区内的由 {now}% 变为 {then}%。现在的读法偏移 {shift} 米，请在“坐标系”里改选并在地图上核对。',
  'sheet.absent': '工作簿里没有工作表“{sheet}”。现有的工作表：{sheets}。请改选其中一张。',
  'sheet.chosen': '读取了工作表“{sheet}”；没有读取的还有：{others}。若不对，请改选工作表。',
  'sheet.damaged':
    '这个 {format} 文件损坏，或不是表格（{reason}）。请在 Excel 或 WPS 里打开，另存为 .xlsx 或“CSV UTF-8”，再拖进来。',
  'sheet.declarations':
    '文件的“{part}”里有实体声明，可能会膨胀到占满内存，没有读取。表格软件不会这样保存；请在 Excel 或 WPS 里另存为 .xlsx 再拖进来。',
  'sheet.errorCells':
    '有 {count} 个单元格是错误值（如 #N/A、#DIV/0!），按缺失处理（第 {rows} 行）。请在表里改正公式后再拖进来。',
  'sheet.headerLines':
    '第 {first} 至 {last} 行是多行表头，已逐列合并成一个列名（如“60岁及以上 / 男”）。若不对，请改成一行表头再拖进来。',
  'sheet.hiddenColumns': '表里有 {count} 个隐藏列，也已读取。若不该使用，请删去后再拖进来。',
  'sheet.hiddenRows':
    '表里有 {count} 个隐藏行（或被筛选掉的行，第 {rows} 行），也已读取并计入。若不该计入，请删去后再拖进来。',
  'sheet.hiddenSheets': '工作簿里还有隐藏的工作表：{sheets}，没有读取。若要用，请改选工作表。',
  'sheet.mergedFilled':
    '有 {count} 行在合并单元格里（第 {rows} 行），已把合并的文字填入每一行。若只属于第一行，请拆分合并后再拖进来。',
  'sheet.mergedNumbers':
    '有 {count} 处数字跨行合并（第 {rows} 行）：它是几行共有的数，只留在第一行，没有重复计入。请在表里逐行填写。',
  'sheet.mergesIgnored': '合并单元格过多，有 {count} 处没有处理（最多 {most} 处）。请拆分合并后再拖进来。',
  'sheet.notCalculated':
    '有 {count} 个公式没有保存计算结果，按空白处理。请在 Excel 或 WPS 里打开文件、保存一次，再拖进来。',
  'sheet.outsideGrid':
    '有 {count} 个单元格写在表格范围之外（超过 XFD 列或 1,048,576 行），没有读取。请检查生成文件的软件。',
  'sheet.readHidden': '读取的工作表“{sheet}”在文件里是隐藏的。若不对，请改选工作表。',
  'sheet.tooBig':
    '工作表展开后约 {megabytes} MB，最多能读 {most} MB。请只保留需要的列和行，或另存为“CSV UTF-8”（可读得更大）后再拖进来。',
  'sheet.tooManyCells':
    '工作表声明了 {count} 个有内容的单元格，最多能读 {most} 个。请删去整列、整行的填充后再拖进来。',
  'sheet.tooManyMerges':
    '表里有 {count} 处合并单元格，最多能读 {most} 处。请拆分合并，另存为 .xlsx 再拖进来。',
  'column.absent':
    '研究里“{role}”用的列“{column}”在文件里没有。现有的列：{columns}。请改成其中一列，或留空让程序去猜。',
  'column.noCoordinates':
    '没有找到经纬度列。现有的列：{columns}。请指定哪一列是经度、哪一列是纬度。设施、志愿者和候选点要有准确位置，不能按社区名放；只有地址的，请补上经纬度再拖进来。',
  'column.noPlaces':
    '这张老年人表没有经纬度列。现有的列：{columns}。请指定或补上经纬度；只有街道、社区名的，请再拖入一份带边界的片区文件，程序会按名称对上。',
  'table.waits':
    '读懂了 {rows} 行老年人数据，但没有坐标，只有地名。请再拖入一份带边界的片区文件（街道、社区或区县），程序会按名称或代码对上；在此之前这些人不在地图上，也不计入任何数字。',
  'table.waitsPersons':
    '读懂了 {rows} 行、{persons} 位老年人，但没有坐标，只有地名。请再拖入一份带边界的片区文件（街道、社区或区县），程序会按名称或代码对上；在此之前这些人不在地图上，也不计入任何数字。',
  'column.noDistrictNames':
    '这张老年人表没有经纬度，也没有哪一列写着片区图层里的名称（如 {names}）。现有的列：{columns}。请指定写着街道或社区的那一列，或换一份边界文件。',
  'column.joinedByName':
    '有 {count} 行没有坐标，按“{column}”列的名称放进了 {areas} 个片区（第 {rows} 行）：人数沿片区内的街道均匀分布，不放在中心点。有准确坐标时结果会更准。',
  'column.namesOpen':
    '有 {count} 行的名称在片区图层里对不上或对上了不止一个（{names}），没有采用。请在“对应名称”里逐个选定，或改正后再拖进来。',
  'column.headerUnit': '列名“{column}”里写着“{unit}”，这一列的数都乘以 {factor} 后计入。若不对，请改列名。',
  'table.repeatedSpots':
    '有 {spots} 个点上各挤着许多名称或地址不同的行，共 {count} 行（第 {rows} 行）：地址查不到坐标时，工具常把它们放在同一点。位置没有改动，请核对这些行的坐标。',
  'column.noCounts':
    '面状的老年人数据里没有找到人数列。现有的列：{columns}。请指定人数列（如“60岁及以上”）。',
  'column.guessed': '按列名和内容猜测：{pairs}。若不对，请改选。',
  'column.allResidents':
    '没有老年人口列，用了全部居民数当作人数，结果偏大。若有 60 岁或 65 岁以上的列，请改选。',
  'column.personal':
    '这些列含个人身份信息，不显示、不保存、不导出：{columns}。分析不需要它们；最好在原文件里删去。',
  'column.shiftedCoordinates':
    '列名说明坐标可能是 GCJ-02（火星）或 BD-09（百度），与 WGS84 相差约 300–1200 米，现按 WGS84 读取。请在“坐标系”里选定。',
  'column.degreesWritten':
    '有 {count} 行的坐标写成度分秒或带方向（第 {rows} 行），已换算成十进制度数。请在地图上核对位置。',
  'column.countsAbout':
    '有 {count} 个数是约数（第 {rows} 行），如“{example}”读作 {read}，按此数计入。若有准确数，请改正后再拖进来。',
  'column.countsWorded':
    '有 {count} 个数带单位或“万”（第 {rows} 行），如“{example}”读作 {read}。若不对，请改成纯数字再拖进来。',
  'column.digitsLost':
    '有 {count} 个长号码（第 {rows} 行）超过 15 位，表格软件已把后面的数字变成 0 或科学计数，无法恢复。请从原系统按文本重新导出。',
  'column.missingCodes':
    '数值 {code} 出现 {count} 次（第 {rows} 行），常用来表示“缺失”或“跳过”。这里没有当作缺失；若是缺失，请选“按缺失处理”，这一列和其他数字列里的 {code} 就都不再当作数。',
  'column.sexesSummed':
    '只有分性别的人数，没有合计，已把男、女两列相加成为新的列：{columns}。若表里另有合计列，请改选。',
  'column.groupsSummed':
    '表里是五岁一组的人数，已相加成步速用的年龄段，作为新的列：{columns}。若表里另有这些年龄段的列，请改选。',
  'column.bandsSummed': '没有总人数列，用年龄段之和当作人数：{columns}。若另有总数，请指定。',
  'column.onePersonRows': '没有人数列，{count} 行每行算 1 人。若一行代表多人，请指定人数列。',
  'column.ageUnknown':
    '有 {count} 行的年龄读不出（第 {rows} 行），不计入任何年龄段，仍计入总数。请补全年龄。',
  'column.ageUnder60':
    '有 {count} 行不满 60 岁（第 {rows} 行），不计入任何年龄段，仍计入总数。若不该计入，请删去。',
  'column.tierUnknown': '有 {count} 行的等级不是红、黄、绿（第 {rows} 行），按“待评估”计。请核对。',
  'column.allServices':
    '没有服务项目列，每一行都当作提供这些服务：{services}。若不对，请补上服务列，或在数据一步里选择。',
  'column.unknownService':
    '不认识服务“{word}”，{count} 行里有它（第 {rows} 行），没有计入。请改用助餐、助浴、日间照料等名称。',
  'column.unknownServices': '共有 {count} 种不认识的服务名称，只列出了前 20 种。请核对选的是不是服务项目列。',
  'column.unclearAnswer': '有 {count} 行的“是/否”看不明白（第 {rows} 行），按“否”计。请改成“是”或“否”。',
  'column.noService':
    '有 {count} 行没有写任何能认出的服务（第 {rows} 行），它们不参与任何服务的计算。请补全。',
  'column.capacityText':
    '共有 {count} 行的容量不是数字（第 {rows} 行），按缺失处理，不当作 0。请改成纯数字。',
  'column.capacityMissing':
    '有 {count} 行没有填容量（第 {rows} 行），按缺失处理，不当作 0，不参与供需计算。请补全。',
  'identity.notKept': '这一列大多是身份证号或手机号，即使标为“不是个人信息”，也仍然不显示、不保存、不导出。',
  'identity.cellsHidden':
    '有 {count} 格（第 {rows} 行）写着身份证号、电话、卡号或姓名，这些内容已隐去，其余照常使用。最好在原文件里删去。',
  'identity.damaged':
    '这一列像身份证号，但被表格软件当成数字存过，后几位已经丢失，补不回来。这一列照样不保留；要按身份证号算年龄，请从原系统按文本重新导出。',
  'identity.notUsed':
    '这一列能认出个人，没有用作“{role}”。如果它其实不含个人信息，请在数据一步里标明，再用它。',
  'identity.ageDerived': '已用“{columns}”在本机算出 {count} 人的周岁，截至 {day}，只留年龄段，原列不保留。',
  'identity.fileDay':
    '研究文件没有写明算年龄的日期，用了这个文件的修改日期 {day}。若不对，请在研究文件里写上 ageOn。',
  'identity.noAgeDay':
    '“{columns}”可以算出年龄，但不知道算到哪一天，所以没有分年龄段。请把文件重新拖进来，或在研究文件里写上 ageOn。',
  'identity.dayOrder':
    '有 {count} 行的出生日期分不清日和月（第 {rows} 行），如 02/01/1950，只用了年份；年龄段因此定不下来的，算作年龄不详。请改成 1950-01-02 这样的写法。',
  'identity.sexDerived':
    '按身份证号，女 {women} 人，男 {men} 人，看不出的 {unknown} 人。性别只在这里报数，不保留。',
  'identity.counted':
    '这是逐人名单：{persons} 人已按坐标合并为 {places} 个地点的人数，不再逐人保留。各年龄段、各等级的人数和结果不变；若要逐人，请在数据一步里选择。',
  'row.noCoordinate': '没有坐标，这一行没有采用。请补上经度和纬度。',
  'row.districtMissing': '没有坐标，也没有写街道或社区，这一行没有采用。请补上其中一样。',
  'row.districtUnknown': '片区图层里没有这个名称，这一行没有采用。请选定它指哪个片区，或改正名称。',
  'row.districtAmbiguous': '这个名称可能指不止一个片区，这一行没有采用。请选定它指哪一个。',
  'row.coordinateText': '坐标不是数字，这一行没有采用。请写成十进制度数，如 103.8312。',
  'row.coordinateDms':
    '坐标像是度分秒，但读不通（例如分或秒大于等于 60），这一行没有采用。请改成十进制度数，如 103.8312。',
  'row.coordinateRange':
    '坐标超出经纬度的范围（经度 ±180，纬度 ±90），这一行没有采用。请核对有没有多一位数字，或是不是投影坐标。',
  'row.coordinateZero': '坐标是 (0, 0)，多半是没填，这一行没有采用。请补上真实坐标。',
  'row.coordinateSwapped': '这一行的经度和纬度像是写反了，没有采用。请对调这一行的两个数。',
  'row.outsideSystem':
    '坐标不在所用坐标系的范围之内，这一行没有采用。请核对有没有多一位数字，或带号、坐标系是否不同。',
  'row.countMissing': '人数是空的，这一行没有采用（缺失不等于 0）。请补上人数；确实没有人就填 0。',
  'row.countText': '这里应是数字，却是文字，这一行没有采用。请改成纯数字。',
  'row.countRange': '这里写的是范围（如 10-20），不是一个数，这一行没有采用。请改成一个数。',
  'row.countNegative': '数字是负的，这一行没有采用。请改正；若负数表示缺失，请补上实际的数。',
  'row.capacityText': '容量不是数字，按缺失处理，不当作 0；这一行照常使用。请改成纯数字。',
  'row.capacityNegative': '容量是负数，这一行没有采用。请改正；停业请填 0。',
  'row.auditKey': '定位码缺失或被改过，认不出是哪段路，这一行没有采用。请从原表把定位码抄回来。',
  'row.auditNumber': '这里应是数字，这一行没有采用。请改成纯数字，不知道的留空。',
  'row.auditRange': '这个数是负的或大得不可能，这一行没有采用。请核对单位后改正。',
  'row.auditWord': '这里不是调查表给出的选项，这一行没有采用。请从下拉选项里选，不知道的留空。',
  'row.auditNotFound':
    '现在的街道里没有这一段：15 米以内没有长度相近的路段，这一行没有采用。路网改过的，请重新导出调查表。',
  'row.note': '这一行是表下的备注、说明或落款，不是数据，没有计入。若是数据，请改掉开头的“备注：”等字样。',
  'row.total': '这是合计行，为了不重复计算没有采用。若不是合计，请改掉这个名称。',
  'row.unreadable':
    '这个单元格里有按 {encoding} 读不出的字节，以“�”代替。请在原软件里改正后另存为 CSV UTF-8。',
  'row.noGeometry': '这个要素没有位置（几何为空），没有采用。请在 QGIS 里补上，或删去它。',
  'row.geometryType':
    '这种几何类型不能用在这个图层，没有采用。点和面可作设施、老年人和候选点，面可作片区，线可作道路；请转换类型或改选图层。',
  'row.ringTooShort': '面的边界不足三个角，围不成面，没有采用。请在 QGIS 里重画。',
  'row.zeroArea':
    '面的面积为 0（边界成一条线，或两半相互抵消），没有采用。请在 QGIS 里重画或用“修复几何图形”。',
  'zip.damaged': '压缩包损坏或不完整，坏在“{part}”。请重新保存或重新下载后再打开，原文件没有改动。',
  'zip.tooBig': '压缩包解开后有 {megabytes} MB，最多 {most} MB。请去掉不需要的文件后再打开。',
  'zip.bomb':
    '压缩包里的“{part}”解开后异常地大（超过 {ratio} 倍，或比标明的更大），已停止读取。请确认来源；若文件可信，请先解压再拖进来。',
  'zip.overlap':
    '压缩包里的“{part}”和另一个文件用的是同一段数据，正常的压缩软件不会这样写，已停止读取。请确认来源；若文件可信，请先解压再拖进来。',
  'zip.tooMany': '压缩包里有 {count} 个文件，最多读 {most} 个。请只留下研究用到的文件。',
  'zip.locked': '压缩包里的“{part}”有密码。请解压后拖入其中的文件，或不设密码重新压缩。',
  'zip.namesIgnored':
    '压缩包里有 {count} 个文件名不安全或重复，没有读取：{names}。若其中有需要的文件，请改名后重新压缩。',
  'osm.empty': '街道文件是空的（0 字节）。请重新导出或下载。',
  'osm.truncated': '街道文件在第 {offset} 字节处中断，内容不完整。请重新下载。',
  'osm.notPbf': '这不是 OSM pbf 文件。请拖入 OpenStreetMap 的 .osm.pbf 文件，或按真实格式命名后再拖入。',
  'osm.corrupt': '街道文件在第 {offset} 字节附近损坏（{reason}）。请重新下载。',
  'osm.compression':
    '街道文件用 {name} 压缩，本页无法读取。请用 zlib 重新写出，例如：osmium cat in.pbf -o out.osm.pbf。',
  'osm.feature': '街道文件要求“{feature}”，本页无法读取。请拖入不含历史版本的普通数据。',
  'osm.tooLarge':
    '街道文件超过 {millions} 百万个节点，网页装不下。请先裁出本市范围，例如：osmium extract -b 西,南,东,北。',
  'osm.noStreets': '街道文件里没有道路。请拖入含本市道路的数据。',
  'osm.notXml': '这不是 OSM XML 文件（{reason}）。请拖入从 OpenStreetMap 导出的 .osm 文件。',
  'osm.declarations': 'OSM XML 文件带有文档类型或实体声明，可能有害，未读取。请从 OpenStreetMap 重新导出。',
  'osm.missingNodes':
    '有 {ways} 条街道伸出数据范围，缺 {nodes} 个节点，已在该处截断。若边缘地带重要，请取更大的范围。',
  'gis.tooManyCells':
    '表格有超过 {millions} 百万个单元格，浏览器装不下。请只导出需要的列，或裁剪到研究范围后再拖入。',
  'gis.layerAbsent': '文件里没有名为“{layer}”的图层；有：{layers}。请改选其中一个。',
  'gis.layers':
    '文件里有 {count} 个图层（{layers}），现在读取的是行数最多的“{layer}”。如果要的是另一个，请在图层卡片中改选。',
  'shp.lonePart':
    '“{format}”只是 Shapefile 的一部分，单独不能使用。请把同名的 .shp、.dbf、.prj 等文件一起拖入。',
  'shp.damaged': '这个 .shp 文件已损坏或不完整，读不出图形。请重新复制或导出一次。',
  'shp.cut': '这个 .shp 在第 {count} 个图形之后中断，后面的图形没有读到。请重新复制或导出一次，再核对数量。',
  'shp.badRecords': '有 {count} 个图形的记录已损坏，按没有位置处理。请在 GIS 软件中修复后重新导出。',
  'shp.surfaces': '有 {count} 个图形是三维表面（MultiPatch），无法读取。请在 GIS 软件中转换为面后重新导出。',
  'shp.noDbf': '没有找到同名的 .dbf，只读取了图形，没有任何属性。请把 .dbf 和 .shp 一起拖入。',
  'shp.dbfUnread': '同名的 .dbf 已损坏，只读取了图形，没有任何属性。请重新复制或导出 .dbf。',
  'shp.dbfDamaged': '这个 .dbf 的文件头或记录已损坏，无法读取。请重新复制或导出一次。',
  'shp.dbfHeader': '.dbf 文件头写的长度或行数与内容不符，已按内容读取了 {count} 行。请核对行数。',
  'shp.encodingAgainst':
    '.cpg 或语言字节写的是“{said}”，但文字只能按 {used} 读通，已照此读取。如有乱码，请在图层卡片中改编码。',
  'shp.countsDiffer':
    '.shp 有 {shapes} 个图形，.dbf 有 {rows} 行，数量不一致：属性可能对错了位。请确认两个文件来自同一次导出。',
  'shp.deletedRows':
    '有 {count} 行在 .dbf 中已标记为删除，没有读取。如仍需要，请在 GIS 软件中恢复后重新导出。',
  'shp.noPrj':
    '没有找到同名的 .prj，坐标系只能从坐标数值判断。请把 .prj 一起拖入，或在图层卡片中选择坐标系。',
  'shp.prjUnread':
    '同名的 .prj 不是坐标系文本，已忽略，坐标系只能从坐标数值判断。请重新导出 .prj，或在图层卡片中选择坐标系。',
  'gpkg.damaged': '这个 GeoPackage 已损坏，无法读取（{reason}）。请重新复制或导出一次。',
  'gpkg.noLayers':
    '这个 SQLite 文件里没有 GeoPackage 图层。请在 QGIS 等软件中将需要的图层导出为 GeoPackage 再拖入。',
  'kml.onlyLinks':
    '这个 KML 里只有 {count} 个指向网络的链接，没有地标。请在 Google 地球等软件中打开后另存为 KMZ 再拖入。',
  'kml.links':
    '这个 KML 里有 {count} 个指向网络的链接，本页不会去下载，其中的内容没有读取。如需要，请在 Google 地球中另存为 KMZ。',
  'topojson.tooLarge': '这个 TopoJSON 展开后超过 {millions} 百万个顶点，浏览器装不下。请简化或裁剪后再拖入。',
  'graph.noPlaces':
    '这个 GraphML 的节点没有坐标（x 和 y），无法画在地图上。请用 OSMnx 的 save_graphml 重新导出。',
  'graph.edgesWithoutPlace': '有 {count} 条边的端点没有坐标，也没有自己的线形，没有读取。请核对导出的范围。',
  'xml.syntax': '这个 XML 文件在第 {offset} 个字符附近有语法错误或中断，无法读取。请重新复制或导出一次。',
  'xml.declarations': '这个 XML 文件带有文档类型或实体声明，为安全起见不读取。请在原软件中重新导出一次。',
  'zip.several':
    '压缩包里有 {count} 个数据文件（{names}）。研究文件里请写明是哪一个，例如“{file}/…”；或直接把压缩包拖到页面上。',
  'zip.inZip': '压缩包里的“{part}”还是一个压缩包。请先解压，再拖入其中的数据文件。',
  'zip.tooManyFiles': '压缩包里有 {count} 个数据文件，超过 {most} 个，没有读取。请解压后只拖入需要的文件。',
  'lines.noLines': '街道文件里没有线。请拖入街道的线（LineString）。',
  'lines.skipped': '有 {count} 个要素没有可用的线，未计入街道。若地图上缺路，请核对。',
  'lines.secondDirections': '有 {count} 条线是已有街道的反向，未重复计入。无需处理。',
  'lines.mixedClasses': '有 {count} 条线含多种道路类型；只有全部为台阶时才按台阶计算。',
  'lines.mixedDirections':
    '有 {count} 条线的行人单向方向说不清（由几段规定不同的路合成，或正反两条线互相矛盾），按双向计算，附近的时间可能偏短。若有单行的路，请核对。',
  'lines.notStreets': '有 {count} 条线是铁路、水系、边界或电力线，未计入街道。',
  'lines.idsInconsistent':
    '线的 u、v 编号与端点位置不符，已改按共同顶点连接。桥与桥下道路可能因此相连，请在地图上核对。',
  // network
  'network.noStreets': '街道文件的 {ways} 条路线中没有一条可以步行。请拖入含道路和步道的文件。',
  'network.closedWays':
    '有 {count} 条路线不能步行（高速公路、禁止行人、在建等），未计入网络。若与实际不符，请在 OpenStreetMap 中改正标签。',
  'network.besideSidewalk': '有 {count} 段道路的人行道已单独绘出，车行道中线不再计入。无需处理。',
  'network.blockedNodes': '有 {count} 处障碍（墙、围栏、禁止通行）阻断了街道。若实际可以通过，请核对。',
  'network.privateGates': '有 {count} 道门标为私有，本次分析按可通行计算。若实际上锁，请核对。',
  'network.patches':
    '有 {count} 片封闭小区：区内道路只供起点或终点在区内的人使用，不作穿行捷径；可在设置中改为开放。',
  'network.onewayFoot':
    '有 {count} 条路线对行人单向，已照此计算：只能顺着走；按“来回平均”时不走这些路，因为原路回不来。若与实际不符，请用“改路网”里的“开放门或路”放行，或在 OpenStreetMap 中改正标签。',
  'network.mendLost':
    '第 {number} 处路网修改没有找到对应的道路（20 米以内没有可改的路），这一处没有生效。请在图上重新点选，或撤销这处修改。',
  'network.mendLoose':
    '第 {number} 处补画的路没有接上任何街道（两端 5 米以内没有路），走不进去。请把端点画到街道上。',
  'network.mendNoFacility':
    '第 {number} 处修改要改“{id}”的入口，但设施里没有这个编号，这一处没有生效。请重新选设施，或去掉这处修改。',
  // walk audit
  'audit.noKey':
    '调查表里没有“定位码”一列，也没有中点经度、中点纬度和长度，认不出是哪段路。请用本页导出的调查表填写，不要删去定位码。现有的列：{columns}。',
  'audit.notMatched':
    '调查表有 {count} 段在现在的街道里找不到（第 {rows} 行）：15 米以内没有长度相近的路段。这几行没有采用；路网改过的，请重新导出调查表。',
  'audit.twice': '调查表有 {count} 段调查了不止一次（第 {rows} 行）：后一次写明的盖过前一次的。',
  'audit.noUphill':
    '调查表有 {count} 段填了坡度，没填上坡朝向，或朝向与路段垂直（第 {rows} 行）：按上坡、下坡的平均计时。',
  'walk.slopesKnown':
    '没有高程文件：只有实地调查或街道文件标明了坡度的路段计坡度，其余街道按平地算。要全部计入，请拖入 GeoTIFF 或 .hgt 高程。',
  'audit.slopeOff':
    '调查表里填了坡度，但步行设置里不计坡度，坡度没有改变用时。要计入，请在“坡度、过街与楼层”里选一种坡度算法。',
  'audit.noStreets': '没有街道数据：调查表的 {count} 段没有用上，结果是近似。请先放入街道。',
  'network.islands':
    '有 {count} 片小路网（共 {km} 公里）与主路网不相连。只有附近没有更大的路网时，地点才接到上面，并逐一列出。',
  // routing
  // access
  'access.bandsExceed':
    '有 {rows} 行老人数据的各年龄段之和大于老人总数（共多 {persons} 人）。按自身步速的结果以年龄段为准，请改正其中一项。',
  'access.eldersMissing': '有 {rows} 行没有填老人数，未计入任何人数。请补填。',
  'access.noTiers':
    '研究设定按分级加权计算需求，但老人数据没有分级列（红、黄、绿、灰）。请指定这些列，或改为按老人数计算需求。',
  'access.tiersMissing': '有 {rows} 行的部分分级没有填人数，这些分级未计入加权需求。请补填。',
  'access.districtUnknown':
    '有 {rows} 行的区划列在区划图层中找不到同名区划（{names}{more}），已改按位置归属。请统一两个文件中的名称。',
  'access.outsideDistricts':
    '有 {persons} 人（{rows} 行）不在任何区划内，计入总数，但不在分区表中。请补充缺少的区划，或检查坐标。',
  'access.noCapacity': '“{service}”的 {count} 个设施都没有填服务能力，因此没有可达性得分。请补充服务能力列。',
  'access.capacityMissing':
    '“{service}”有 {count} 个设施没有填服务能力，未参与可达性计算：{names}{more}。请补填。',
  'access.noDemandInReach':
    '“{service}”有 {count} 个设施可达范围内没有老人，其服务能力未进入可达性得分：{names}{more}。请检查位置，或延长时限。',
  // siting
  'siting.notYet': '本版还不能计算选址，结果中不含新建位置。',
  // brief
  'export.cellCut':
    '有 {count} 个单元格太长，XLSX 每格最多 {most} 个字符，已从末尾截断。要完整文字请选 CSV 或 GeoPackage。',
  'export.collectionsLeftOut':
    'Shapefile 放不下混合形状的集合，有 {count} 行只导出了表格内容。需要形状请选 GeoPackage 或 GeoJSON。',
  'export.fileTooBig':
    '导出成 {format} 会有 {megabytes} MB，超过它的上限 {most} MB。请改选 GeoPackage 或 GeoParquet，或先筛选再导出。',
  'export.gridBesideDistricts':
    '已有分区表时，格网人数会让人推算出隐去的小数字，所以对外不导出格网。请导出社区（分区）一层。',
  'export.hidden':
    '为保护个人，隐去了 {count} 个数字（少于 {below} 人的，和能推算出它们的）；“hidden”列写明是哪几项。',
  'export.homes':
    '研究设定为对外发布，老人和志愿者的位置不能导出。请改为导出社区（没有分区时用 250 米格网），或在设置中改回“内部”。',
  'export.tablesForOthers':
    '研究设定为对外发布：数据表里没有逐处的老年人和得分（命令行写出的 elders.csv、access.csv 只有表头），其他表只留所选服务的人数，少于 {below} 人的和能推算出它们的不写，没用上的行不写原值。',
  'export.internal': '内部使用：文件里有未隐去的人数，请勿外传。',
  'export.nothing': '这一层没有可导出的内容。',
  'export.namesCut':
    'Shapefile 的字段名最长 10 字节（约 3 个汉字），已缩短：{names}。完整对照在压缩包的“说明 README.txt”里。',
  'export.textCut':
    '有 {count} 个单元格太长，Shapefile 每格最多 {most} 字节（约 84 个汉字），已从末尾截断。要完整文字请选 GeoPackage 或 GeoJSON。',
  'export.tooManyColumns': '这张表有 {columns} 列，{format} 最多放 {most} 列。请减少列，或改选 CSV。',
  'export.tooManyRows': '这张表有 {rows} 行，{format} 最多放 {most} 行。请先筛选，或改选 CSV 或 GeoParquet。',
  'export.columnsRenamed': '有列名重复或为空，导出时已改为：{names}。',
  'export.placesBad':
    '有 {count} 行的形状不完整（坐标不是数，或线、面的点不够），导出时这些行只有表格内容，没有位置。',
  'export.shapesLeftOut':
    '{format} 放不下线和面，有 {count} 行只导出了表格内容。需要形状请选 GeoPackage、GeoJSON 或 Shapefile。',
  // db
  // run
  'run.workerDied':
    '后台计算程序意外停止（多半是内存不够），已重新启动，数据没有丢失。请关掉别的网页，再点“重新分析”；若再次停止，请缩小研究范围。',
  'run.bug': '程序出错了（{message}）。数据没有丢失；请保存研究后刷新页面，并把这句话告诉我们。',
  'sql.empty': '还没有写查询。可以从“例子”里点一条开始。',
  'sql.several': '一次只能运行一条语句（动态 PIVOT 也算几条）。请去掉多余的分号，或分几次运行。',
  'sql.notReading':
    '这里只能查，不能运行 {word}。请以 SELECT、WITH、VALUES、FROM、DESCRIBE、SUMMARIZE、SHOW 或 EXPLAIN 开头；数据要改，请改原文件再更换。',
  'sql.outside':
    '查询只能用本页的表，不能读写文件、网址或扩展（{message}）。请把文件拖进来，它会作为一张表出现在表名列表里。',
  'sql.noExtension':
    '“{name}”要用 DuckDB 的扩展，本页离线运行，没有带它。请换一种写法，例如用 strftime、date_diff 代替与时区有关的函数。',
  'sql.parameters': '这里不能用 ? 或 $1 占位。请把值直接写进查询。',
  'sql.syntax':
    '第 {line} 行第 {column} 个字“{name}”处写法不对。请检查它前面是否少了逗号、引号、括号或关键字；列名含汉字以外的符号时要用双引号括起来。',
  'sql.noTable':
    '第 {line} 行第 {column} 个字：没有叫“{name}”的表。请看表名列表；文件的表名要用双引号，例如 "elders.csv"。',
  'sql.noColumn':
    '第 {line} 行第 {column} 个字：没有叫“{name}”的列。相近的有：{offers}。文字要用单引号，双引号里的是列名。',
  'sql.failedAt': '第 {line} 行第 {column} 个字：{message}',
  'sql.failed':
    '查询运行时出错：{message}。请检查类型转换；原样的文字列可用 TRY_CAST(列 AS DOUBLE)，转不了的成为空值。',
  'sql.memory': '查询占用的内存超过上限，已停下。请少取一些列，加上 WHERE 或 LIMIT，或检查连接条件是否漏写。',
  'sql.timeLimit': '查询超过 {seconds} 秒，已停下。请加上 WHERE 或 LIMIT，或检查两表连接是否漏了条件。',
  'sql.broken': '查询引擎出了错，已重新启动（{message}）。数据没有变，请改一改查询再运行。',
};
