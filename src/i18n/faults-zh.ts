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
  'study.unknownMethod': '不认识可达性方法“{method}”。可用：2sfca、2sfca:zones、2sfca:gaussian。',
  'study.methodNotYet': '可达性方法“{method}”在本版还没有实现，已跳过。可用：2sfca、2sfca:zones、2sfca:gaussian。',
  // intake
  // network
  // routing
  // access
  // siting
  'siting.notYet': '本版还不能计算选址，结果中不含新建位置。',
  // brief
  // db
  // run
  'run.bug': '程序出错了（{message}）。数据没有丢失；请保存研究后刷新页面，并把这句话告诉我们。',
};
