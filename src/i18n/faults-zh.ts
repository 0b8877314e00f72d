/** What each code says in Chinese: what happened, and what to do. `{x}` is a blank of the fault. */
import type { FaultCode } from '../domain/codes';

export const faultsZh: Record<FaultCode, string> = {
  // study
  'study.notJson': '研究文件不是有效的 JSON（{reason}）。请用本页保存的研究文件，或按说明修改后再打开。',
  'study.unknownField': '研究文件里有不认识的字段“{field}”。请核对拼写，或删去它。',
  'study.wrongType': '研究文件的字段“{field}”应为{expected}。请改正后再打开。',
  'study.newerVersion': '这份研究由更新版本（{version}）保存，本版只读到 {known}。请更新本页后再打开，原文件没有改动。',
  'study.missingFile': '研究里写了文件“{file}”，但没有找到。请把它放在研究文件旁边，或一起拖进来。',
  'study.noStudyInZip': '压缩包里没有 study.json。请拖入本页保存的研究压缩包，或先解压再拖入其中的数据文件。',
  'study.noElders': '还没有老年人数据。请拖入含经纬度和人数的表格，或带人数的面状数据。',
  'study.noFacilities': '还没有设施数据。请拖入含经纬度的设施表。',
  'study.noServices': '研究没有选定任何服务。请至少选一项，例如助餐。',
  'study.unknownMethod': '不认识可达性方法“{method}”。可用：2sfca、2sfca:zones、2sfca:gaussian、2sfca:epanechnikov。',
  'study.methodNotYet': '可达性方法“{method}”在本版还没有实现，已跳过。可用：2sfca、2sfca:zones、2sfca:gaussian、2sfca:epanechnikov。',
  // intake
  'osm.empty': '街道文件是空的（0 字节）。请重新导出或下载。',
  'osm.truncated': '街道文件在第 {offset} 字节处中断，内容不完整。请重新下载。',
  'osm.notPbf': '这不是 OSM pbf 文件。请拖入 OpenStreetMap 的 .osm.pbf 文件，或按真实格式命名后再拖入。',
  'osm.corrupt': '街道文件在第 {offset} 字节附近损坏（{reason}）。请重新下载。',
  'osm.compression': '街道文件用 {name} 压缩，本页无法读取。请用 zlib 重新写出，例如：osmium cat in.pbf -o out.osm.pbf。',
  'osm.feature': '街道文件要求“{feature}”，本页无法读取。请拖入不含历史版本的普通数据。',
  'osm.tooLarge': '街道文件超过 {millions} 百万个节点，网页装不下。请先裁出本市范围，例如：osmium extract -b 西,南,东,北。',
  'osm.noStreets': '街道文件里没有道路。请拖入含本市道路的数据。',
  'osm.notXml': '这不是 OSM XML 文件（{reason}）。请拖入从 OpenStreetMap 导出的 .osm 文件。',
  'osm.declarations': 'OSM XML 文件带有文档类型或实体声明，可能有害，未读取。请从 OpenStreetMap 重新导出。',
  'osm.missingNodes': '有 {ways} 条街道伸出数据范围，缺 {nodes} 个节点，已在该处截断。若边缘地带重要，请取更大的范围。',
  'lines.noLines': '街道文件里没有线。请拖入街道的线（LineString）。',
  'lines.skipped': '有 {count} 个要素没有可用的线，未计入街道。若地图上缺路，请核对。',
  'lines.secondDirections': '有 {count} 条线是已有街道的反向，未重复计入。无需处理。',
  'lines.mixedClasses': '有 {count} 条线含多种道路类型；只有全部为台阶时才按台阶计算。',
  'lines.notStreets': '有 {count} 条线是铁路、水系、边界或电力线，未计入街道。',
  'lines.idsInconsistent': '线的 u、v 编号与端点位置不符，已改按共同顶点连接。桥与桥下道路可能因此相连，请在地图上核对。',
  // network
  'network.noStreets': '街道文件的 {ways} 条路线中没有一条可以步行。请拖入含道路和步道的文件。',
  'network.closedWays': '有 {count} 条路线不能步行（高速公路、禁止行人、在建等），未计入网络。若与实际不符，请在 OpenStreetMap 中改正标签。',
  'network.besideSidewalk': '有 {count} 段道路的人行道已单独绘出，车行道中线不再计入。无需处理。',
  'network.blockedNodes': '有 {count} 处障碍（墙、围栏、禁止通行）阻断了街道。若实际可以通过，请核对。',
  'network.privateGates': '有 {count} 道门标为私有，本次分析按可通行计算。若实际上锁，请核对。',
  'network.patches': '有 {count} 片封闭小区：区内道路只供起点或终点在区内的人使用，不作穿行捷径；可在设置中改为开放。',
  'network.onewayFoot': '有 {count} 条路线对行人单向，本次按双向计算，附近的时间可能偏短。',
  'network.islands': '有 {count} 片小路网（共 {km} 公里）与主路网不相连。只有附近没有更大的路网时，地点才接到上面，并逐一列出。',
  // routing
  // access
  'access.bandsExceed': '有 {rows} 行老人数据的各年龄段之和大于老人总数（共多 {persons} 人）。按自身步速的结果以年龄段为准，请改正其中一项。',
  'access.eldersMissing': '有 {rows} 行没有填老人数，未计入任何人数。请补填。',
  'access.noTiers': '研究设定按分级加权计算需求，但老人数据没有分级列（红、黄、绿、灰）。请指定这些列，或改为按老人数计算需求。',
  'access.tiersMissing': '有 {rows} 行的部分分级没有填人数，这些分级未计入加权需求。请补填。',
  'access.districtUnknown': '有 {rows} 行的区划列在区划图层中找不到同名区划（{names}{more}），已改按位置归属。请统一两个文件中的名称。',
  'access.outsideDistricts': '有 {persons} 人（{rows} 行）不在任何区划内，计入总数，但不在分区表中。请补充缺少的区划，或检查坐标。',
  'access.noCapacity': '“{service}”的 {count} 个设施都没有填服务能力，因此没有可达性得分。请补充服务能力列。',
  'access.capacityMissing': '“{service}”有 {count} 个设施没有填服务能力，未参与可达性计算：{names}{more}。请补填。',
  'access.noDemandInReach': '“{service}”有 {count} 个设施可达范围内没有老人，其服务能力未进入可达性得分：{names}{more}。请检查位置，或延长时限。',
  // siting
  'siting.notYet': '本版还不能计算选址，结果中不含新建位置。',
  // brief
  // db
  // run
  'run.bug': '程序出错了（{message}）。数据没有丢失；请保存研究后刷新页面，并把这句话告诉我们。',
};
