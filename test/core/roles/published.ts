/** Headers of tables that offices publish (open data portals, exports of well-known tools), cells made up; syntax as in mixed.ts. */
export const publishedTables = `
facilities HIFLD_Nursing_Homes.csv: X::uslon::lon? | Y::uslat::lat? | OBJECTID::seq::id | NAME::homeEn::name | ADDRESS::addrEn | CITY::const:CHICAGO | STATE::const:IL | ZIP::n:60601-60699 | TELEPHONE::tel | TYPE::const:NURSING HOME | STATUS::const:OPEN | POPULATION::n:20-200 | COUNTY::const:COOK | BEDS::n:20-220::capacity | TOT_RES::n:10-200
facilities taiwan_老人福利機構_8572.csv: 機構名稱::homeTw::name | 地址::addr | 收容對象::const:長照 | 核定床數::n:20-200::capacity | 經度::twlon::lon | 緯度::twlat::lat
facilities 醫事機構.csv: 醫事機構代碼::n:101010000-999999999::id | 醫事機構名稱::homeTw::name | 醫事機構地址::addr | 醫事機構電話::tel | 經度::twlon::lon | 緯度::twlat::lat
facilities 医疗机构基本信息.csv: 医疗机构代码::id:PDY::id | 医疗机构名称::clinic::name | 医疗机构批准床位数::n:10-90::capacity | 法人姓名::person | 医疗机构邮政编码::n:730000-730099 | GPS经度::lon::lon | GPS纬度::lat::lat
facilities 标记点_2024.csv: 序号::seq::id? | 名称::station::name | 地址::addr | 经度::lon::lon | 纬度::lat::lat | 颜色::pick:#f00,#0f0
facilities nhs_ods_care_homes.csv: OrganisationCode::id:VL::id | OrganisationName::homeEn::name | Postcode::const:LS1 4AP | Beds::n:10-90::capacity | Latitude::uklat::lat | Longitude::uklon::lon
facilities toronto_ltc_homes.csv: _id::seq::id | AGENCY_NAME::homeEn::name | ADDRESS_FULL::addrEn | LICENSED_BEDS::n:20-300::capacity | LATITUDE::uslat::lat | LONGITUDE::uslon::lon
facilities nyc_senior_centers.csv: Program Name::homeEn::name | ProviderType::const:SENIOR CENTERS | Borough::const:Manhattan | Longitude::uslon::lon | Latitude::uslat::lat | MondayHourOpen::open
facilities shanghai_养老机构.csv: 养老机构名称::home::name | 所在区::county | 核定床位数（张）::n:40-400::capacity | 机构地址::addr | 邮政编码::n:200000-202000 | 收费区间::const:3000-5000 | 经度::lon::lon | 纬度::lat::lat
facilities bd_map_result.csv: name::home::name | lat::lat::lat | lng::lon::lon | address::addr | detail_info.tag::const:医疗;疗养院 | uid::uuid::id | detail_info.overall_rating::f:3-5
facilities arcgis_table_export.csv: OBJECTID *::seq::id | 名称::home::name | 类别::pick:养老院,福利院 | POINT_X::lon::lon | POINT_Y::lat::lat | 床位::n:20-300::capacity
facilities 问卷星_机构填报.csv: 序号::seq::id? | 提交答卷时间::date | 来自IP::const:1.2.3.4 | 1、机构全称::home::name | 2、核定床位数（张）::n:20-300::capacity | 3、开展的服务项目::svcBar::services | 4、经度::lon::lon | 5、纬度::lat::lat
elders iris_pop_65_plus.csv: CODE_IRIS::n:100000000-999999999::id | pop_65_plus::n:50-900::elders | lon::uklon::lon | lat::uklat::lat
elders ONS_ward_age.csv: Ward Code::id:E05::id | Ward Name::wardEn::district? | All persons::n:5000-20000 | 65 and over::n:500-4000::elders | LONG::uklon::lon | LAT::uklat::lat
elders 七普_分县.csv: 行政区划代码::code6::id | 县级名称::county::district? | 常住人口::n:200000-900000 | 60岁及以上人口::n:30000-90000::elders | 65岁及以上人口::n:20000-30000
elders 臺北市_村里戶數單一年齡.csv: 區域別代碼::code9::id | 區域別::twDistrict | 村里名稱::twLi::district | 總計::n:2000-9000 | 65歲以上::n:300-2000::elders
elders hk_census_dcca.csv: DCCA::id:A::id? | District::wardEn::district | Population aged 65 and over::n:500-9000::elders | Median age::n:40-60
elders 老年人基础信息采集表.csv title: 序号::seq::id? | 姓名::person | 性别::sex | 民族::pick:汉,回 | 身份证号码::idcard | 年龄::age::age | 户籍地址::addr | 现居住地址::addr | 所属社区::comm::district | 联系电话::mobile | 健康状况::pick:良好,一般,较差 | 是否独居::yn
elders 社区65岁以上老人免费体检名单.csv title: 序号::seq::id? | 姓名::person | 年龄::age::age | 身份证::idcard | 社区::comm::district | 体检时间::date
elders sz_street_population.csv: 街道名::street::district | 常住人口（人）::n:20000-200000 | 60岁及以上（人）::n:3000-19000::elders | 60岁及以上占比（%）::f:5-20
volunteers 志愿汇导出_志愿者.csv: 志愿者编号::id:V::id | 昵称::person | 服务领域::svc::services | 累计信用时数::f:1-900 | 每周可服务时长（小时）::n:1-9::hours | 所在社区::comm::district | 经度::lon::lon | 纬度::lat::lat
candidates 公共资产交易_闲置物业.csv: 物业编号::id:WY::id | 物业名称::vacant::name | 建筑面积（㎡）::f:80-2000 | 挂牌价格（万元）::f:50-900::cost | 经度::lon::lon | 纬度::lat::lat
`;
