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
  'study.noStudyInZip': '压缩包里没有 study.json。请拖入本页保存的研究压缩包，或先解压再拖入其中的数据文件。',
  'study.noElders': '还没有老年人数据。请拖入含经纬度和人数的表格，或带人数的面状数据。',
  'study.noFacilities': '还没有设施数据。请拖入含经纬度的设施表。',
  'study.noServices': '研究没有选定任何服务。请至少选一项，例如助餐。',
  'study.unknownMethod':
    '不认识可达性方法“{method}”。可用：2sfca、2sfca:zones、2sfca:gaussian、2sfca:epanechnikov。',
  'study.methodNotYet':
    '可达性方法“{method}”在本版还没有实现，已跳过。可用：2sfca、2sfca:zones、2sfca:gaussian、2sfca:epanechnikov。',
  // intake
  'table.partsDropped': '有 {count} 个面带有面积为 0 的碎片（第 {rows} 个要素），碎片没有采用，其余部分照常使用。请在地图上核对形状。',
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
    '这是 {format} 表格，本版还不能直接读。请在 Excel 或 WPS 里打开，“另存为”选“CSV UTF-8（逗号分隔）”，再拖进来。',
  'table.locked':
    '这个 {format} 文件有密码。请在 Excel 或 WPS 里去掉密码，另存为“CSV UTF-8（逗号分隔）”，再拖进来。',
  'table.gisFormat':
    '这是 {format} 格式，本版还不能直接读。请在 QGIS 里“导出 → 要素另存为”，选 GeoJSON、坐标系 EPSG:4326（WGS84），再拖进来。',
  'table.statFormat':
    '这是 {format} 数据文件，本版还不能直接读。请在原来的软件里导出为 CSV（UTF-8），再拖进来。',
  'table.raster': '这是 {format} 栅格（高程）文件，本版还不用坡度，不会读取它。其他文件可以照常使用。',
  'table.archive': '这是 {format} 压缩包，里面没有本页保存的研究。请先解压，再拖入其中的数据文件。',
  'table.document':
    '这是 {format}（图片或文档），不是数据表。请拖入 CSV 或 GeoJSON；表格在文档里的，请复制到 Excel 再另存为 CSV UTF-8。',
  'table.unknownFormat':
    '认不出这个文件（{format}）。能读的有：CSV、GeoJSON、.osm.pbf、.osm 和本页保存的研究 zip；请导出成其中一种再拖进来。',
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
    '已按 GB18030（GBK）读取，但其中生僻字很多，也可能是 Big5 或 Shift-JIS。若预览里的名称不对，请改选编码。',
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
  'table.crsNotYet':
    '坐标系是“{crs}”，本版只读 WGS84 经纬度（EPSG:4326）和 CGCS2000 经纬度（EPSG:4490）。请在 QGIS 里导出为 EPSG:4326 再拖进来。',
  'table.projected':
    '坐标不是经纬度，像是以米为单位的投影坐标（例如 {x}, {y}；可能是 {likely}）。请在 QGIS 里指定原坐标系，导出为 EPSG:4326（WGS84）再拖进来。',
  'table.swapped': '经度和纬度写反了（例如 {x}, {y}），已对调后读取。请在地图上核对位置。',
  'table.needsAreas':
    '片区图层需要面状 GeoJSON，这是一张没有边界的表（列：{columns}）。请拖入边界文件；若它是设施或老年人数据，请改选图层。',
  'table.noUsableRows': '{count} 行里没有一行能用，原因见“未采用的行”。请按第一条原因改正后再拖进来。',
  'table.areasAsPoints': '{count} 个面用面内的一点代表。若有入口坐标，请改用点数据。',
  'table.ringsClosed': '有 {count} 个面的边界没有闭合（第 {rows} 个要素），已连接首尾。请在地图上核对形状。',
  'table.ringsCross':
    '有 {count} 个面的边界自相交（第 {rows} 个要素），内外按奇偶规则判断，面积可能不准。请在 QGIS 里用“修复几何图形”处理后再拖进来。',
  'table.duplicateIds':
    '有 {count} 行的编号与前面重复（第 {rows} 行），都已保留并分别计算。若是同一处重复登记，请删去多余的行。',
  'table.samePlace':
    '有 {count} 行与前面某行位置完全相同（第 {rows} 行），都已保留。同一栋楼属正常；若是重复登记，请删去多余的行。',
  'table.elevationLater': '高程文件已记下，但本版还不计算坡度，步行时间按平地算。',
  'table.oneStreetsFile': '道路只用了第一个文件“{used}”，这个文件没有用到。请先把道路合并成一个文件。',
  'table.outsideStreets':
    '{layer}：{total} 行中有 {count} 行在道路数据的范围之外。它们若连不到道路，会单独列出；请核对坐标，或换一份更大的道路数据。',
  'table.farFromStreets':
    '{layer}：{total} 行中有 {count} 行在道路数据的范围之外，中位数远 {metres} 米。坐标可能是 GCJ-02 或 BD-09、投影坐标或另一座城市；请核对坐标系，或换一份道路数据。',
  'table.swapSuspected':
    '{layer}：{total} 行中有 {count} 行在道路数据的范围之外（中位数远 {metres} 米），但经纬度对调后大多落在范围之内。请在“列的用途”里把经度和纬度对调。',
  'table.guessedLayer': '按文件名和内容当作“{layer}”图层。若不对，请改选。',
  'table.unknownLayer': '看不出这个文件属于哪个图层（列：{columns}）。请手工选择图层，并指定经度、纬度等列。',
  'column.absent':
    '研究里“{role}”用的列“{column}”在文件里没有。现有的列：{columns}。请改成其中一列，或留空让程序去猜。',
  'column.noCoordinates':
    '没有找到经纬度列。现有的列：{columns}。请指定哪一列是经度、哪一列是纬度；若只有地址，请先做地理编码。',
  'column.noCounts':
    '面状的老年人数据里没有找到人数列。现有的列：{columns}。请指定人数列（如“60岁及以上”）。',
  'column.guessed': '按列名和内容猜测：{pairs}。若不对，请改选。',
  'column.allResidents':
    '没有老年人口列，用了全部居民数当作人数，结果偏大。若有 60 岁或 65 岁以上的列，请改选。',
  'column.personal':
    '这些列含个人身份信息，不显示、不保存、不导出：{columns}。分析不需要它们；最好在原文件里删去。',
  'column.shiftedCoordinates':
    '列名说明坐标可能是 GCJ-02（火星）或 BD-09（百度），与 WGS84 相差约 300–1200 米，本版还不能纠偏。请先转换成 WGS84 再拖进来。',
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
  'row.noCoordinate': '没有坐标，这一行没有采用。请补上经度和纬度。',
  'row.coordinateText': '坐标不是数字，这一行没有采用。请写成十进制度数，如 103.8312。',
  'row.coordinateDms': '坐标是度分秒写法，这一行没有采用。请换算成十进制度数（度 + 分/60 + 秒/3600）。',
  'row.coordinateRange':
    '坐标超出经纬度的范围（经度 ±180，纬度 ±90），这一行没有采用。请核对有没有多一位数字，或是不是投影坐标。',
  'row.coordinateZero': '坐标是 (0, 0)，多半是没填，这一行没有采用。请补上真实坐标。',
  'row.coordinateSwapped': '这一行的经度和纬度像是写反了，没有采用。请对调这一行的两个数。',
  'row.countMissing': '人数是空的，这一行没有采用（缺失不等于 0）。请补上人数；确实没有人就填 0。',
  'row.countText': '这里应是数字，却是文字，这一行没有采用。请改成纯数字。',
  'row.countNegative': '数字是负的，这一行没有采用。请改正；若负数表示缺失，请补上实际的数。',
  'row.capacityText': '容量不是数字，按缺失处理，不当作 0；这一行照常使用。请改成纯数字。',
  'row.capacityNegative': '容量是负数，这一行没有采用。请改正；停业请填 0。',
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
  'lines.noLines': '街道文件里没有线。请拖入街道的线（LineString）。',
  'lines.skipped': '有 {count} 个要素没有可用的线，未计入街道。若地图上缺路，请核对。',
  'lines.secondDirections': '有 {count} 条线是已有街道的反向，未重复计入。无需处理。',
  'lines.mixedClasses': '有 {count} 条线含多种道路类型；只有全部为台阶时才按台阶计算。',
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
  'network.onewayFoot': '有 {count} 条路线对行人单向，本次按双向计算，附近的时间可能偏短。',
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
  // db
  // run
  'run.bug': '程序出错了（{message}）。数据没有丢失；请保存研究后刷新页面，并把这句话告诉我们。',
};
