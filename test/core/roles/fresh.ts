/** Tables written last, after all tuning, and looked at once; syntax as in mixed.ts. */
export const freshTables = `
facilities 西湖区居家养老照料中心.csv title: 序号::seq::id? | 镇街::street | 照料中心名称::daycare::name | 等级::pick:示范型,标准型 | 面积（㎡）::f:100-1500 | 全托床位::n:5-30::capacity.respite? | 日托床位::n:5-30::capacity.daycare | 中心负责人::person | 经度::lon::lon | 纬度::lat::lat
facilities 老年助餐服务场所.csv: 场所编码::id:ZC::id | 场所名称::canteen::name | 运营方式::pick:自营,委托 | 堂食座位（个）::n:10-90::capacity.meals? | 日均供餐（份）::n:30-300::capacity.meals? | 经纬度坐标::pair::lonlat
facilities 康养机构一张表.csv: 机构::home::name | 养老床位::n:30-300::capacity | 医养结合::yn::services.medical? | 星级评定::pick:三星,四星 | 中心点经度::lon::lon | 中心点纬度::lat::lat
facilities meal_sites_2025.csv: Site ID::id:M::id | Site::homeEn::name | Meals served per day::n:20-200::capacity.meals | Wheelchair access::YN | Latitude::uklat::lat | Longitude::uklon::lon
facilities social_care_directory.csv: ref::id:R::id | provider::homeEn::name | category::pick:day care,rehab,meals::services | registered places::n:5-60::capacity | lat::uklat::lat | long::uklon::lon
facilities 长青学苑分布.csv: 校点::culture::name | 班级数::n:2-20 | 学员人数::n:50-900 | 东经E::lon::lon | 北纬N::lat::lat
facilities 县级福利机构.csv: 机构名称::home::name | 县区::county | 设计床位数::n:50-300::capacity | 现有床位::n:30-200 | 在院人数::n:20-200 | 经度坐标::lon::lon | 纬度坐标::lat::lat
elders 独居老人探访.csv: 探访对象编号::id:D::id | 年龄（岁）::age::age | 社区（村）::comm::district | 等级（红黄绿）::tier::tier | 经度::lon::lon | 纬度::lat::lat
elders 六普街道老龄.csv title total: 街道（镇）::street::district | 总人口（人）::n:20000-90000 | 60岁及以上人口（人）::n:3000-9000::elders | 80岁及以上人口（人）::n:300-900::age80
elders 小区人口结构.csv: 小区名::estate | 常住人口::n:300-5000 | 其中60岁以上老人::n:30-900::elders | 经度::lon::lon | 纬度::lat::lat
elders neighbourhood_seniors.csv: nbhd_id::id:N::id | nbhd_name::wardEn::district? | seniors_65_plus::n:100-2000::elders | total_residents::n:2000-20000 | lon::uslon::lon | lat::uslat::lat
elders 60+居民清单.csv: 序号::seq::id? | 姓名::person | 性别::sex | 年龄::age::age | 楼栋号::id:L | 联系方式::mobile | 网格::pick:一网格,二网格::district?
elders 护理分级统计.csv total: 村社::village::district | 红色（人）::n:1-20::red | 黄色（人）::n:3-40::yellow | 绿色（人）::n:30-300::green | 60岁及以上总数::n:60-400::elders
elders 网格化人口_老年.csv: 网格码::id:W::id | 网格中心X::lon::lon | 网格中心Y::lat::lat | 60-69岁人口::n:5-60::age60 | 70-79岁人口::n:3-40::age70 | 80岁以上人口::n:0-20::age80
elders elderly_by_block_2024.csv: Blk::id:B::id? | Aged 60-69::n:5-60::age60 | Aged 70-79::n:3-40::age70 | Aged 80 and above::n:0-20::age80 | Lat::sglat::lat | Lng::sglon::lon
elders 长者名单(義工隊).csv: 編號::id:E::id | 年齡::age::age | 屋邨::estate | 分區::hkDistrict::district? | 緯度::hklat::lat | 經度::hklon::lon
volunteers 互助队员.csv: 队员编号::id:DY::id | 可提供的帮助::svc::services | 每周能服务几小时::n:1-8::hours | 住址所在社区::comm::district? | 经度::lon::lon | 纬度::lat::lat
volunteers 志愿服务意愿登记.csv: 登记号::id:YY::id | 愿意提供的服务（可多选）::svcBar::services | 一周可服务小时数::n:1-8::hours | 经度::lon::lon | 纬度::lat::lat
volunteers volunteer_availability.csv: vid::id:V::id | can_do::svcEn::services | hrs_per_week::n:1-9::hours | lng::uklon::lon | lat::uklat::lat
candidates 备选空间评估.csv: 空间名称::vacant::name | 产权::pick:国有,集体 | 改造估价（万元）::f:10-300::cost | 经度::lon::lon | 纬度::lat::lat
`;
