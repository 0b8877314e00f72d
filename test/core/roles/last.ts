/** A second set written after all tuning and looked at once; syntax as in mixed.ts. */
export const lastTables = `
facilities 市级养老服务综合体.csv: 项目::station::name | 所在街镇::street | 建成床位数::n:20-200::capacity | 运营主体::company | 经度（WGS-84）::lon::lon | 纬度（WGS-84）::lat::lat
facilities 老人饭堂（2025）.csv: 饭堂名::canteen::name | 每天最多供餐份数::n:50-300::capacity.meals | 开餐时间::open | 坐标(经,纬)::pair::lonlat
facilities 区养老设施核查表.csv title: 序号::seq::id? | 设施名称::station::name | 核查结果::pick:合格,整改 | 是否提供助餐::yn::services.meals | 是否提供助浴::yn::services.bathing | 是否提供日间照料::yn::services.daycare | 经::lon::lon | 纬::lat::lat
facilities adult_day_services.csv: license_no::id:L::id | facility_name::homeEn::name | licensed_capacity::n:10-120::capacity | county::const:Cook | geo_lat::uslat::lat | geo_lon::uslon::lon
facilities Aged Care Homes (NSW).csv: Home::homeEn::name | Suburb::const:Ryde | Operational places::n:20-160::capacity | Lat::aulat::lat | Lon::aulon::lon
facilities 卫生站点位.csv: 卫生站::clinic::name | 日均接诊人次::n:10-200::capacity.medical | 村::village | E::lon::lon | N::lat::lat
elders 老年人口摸排（社区填）.csv title total: 小区/楼院::estate | 60-69岁人数::n:5-60::age60 | 70-79岁人数::n:3-40::age70 | 80岁及以上人数::n:0-20::age80 | 坐标点::pair::lonlat
elders 街镇户籍老人.csv: 街镇名称::street::district | 户籍老年人口数::n:3000-9000::elders | 纯老家庭人数::n:100-900
elders 签约老人随访.csv: 档案编号::id:SF::id | 出生年::year | 实足年龄::age::age | 居住社区::comm::district | 随访日期::date
elders aged_population_by_suburb.csv: suburb_code::id:S::id | suburb::wardEn::district? | persons_65_and_over::n:100-3000::elders | persons_total::n:1000-20000 | lat::aulat::lat | lon::aulon::lon
elders 分楼栋老年人.csv: 幢号::id:Z::id? | 六十岁以上人数::n:1-60::elders | 八十岁以上人数::n:0-20::age80 | 经度::lon::lon | 纬度::lat::lat
volunteers 助老员名册.csv: 工号::id:G::id | 服务技能::svc::services | 周工时::n:2-40::hours | 驻点社区::comm::district? | 经度::lon::lon | 纬度::lat::lat
volunteers neighbours who help.csv: helper::id:H::id? | offers::svcEn::services | h_per_week::n:1-9::hours | lat::uklat::lat | lon::uklon::lon
candidates 可改造点位清单.csv: 点位::vacant::name | 改造概算（万元）::f:10-300::cost | 可用面积::f:60-900 | 经度::lon::lon | 纬度::lat::lat
`;
