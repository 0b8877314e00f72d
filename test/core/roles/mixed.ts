/** More tables of every kind, the untidy ones; syntax as in facilities.ts, the kind before the file's name. */
export const mixedTables = `
facilities 汇总表(终稿)改2.csv title: 序号::seq::id? | 设施基本信息>设施名称::station::name | 设施基本信息>设施地址::addr | 设施基本信息>联系人及电话::tel | 九助服务>助餐::tick::services.meals | 九助服务>助浴::tick::services.bathing | 九助服务>助洁::tick::services.cleaning | 九助服务>助医::tick::services.medical | 空间坐标>经度::lon::lon | 空间坐标>纬度::lat::lat
facilities data_export_1715.csv: station_code::id:ST::id | station_name_zh::station::name | has_meals::bin::services.meals | has_bathing::bin::services.bathing | has_medical::bin::services.medical | bed_num::n:2-60::capacity | gps_lon::lon::lon | gps_lat::lat::lat
facilities 澳门长者服务设施.csv: 設施名稱::homeTw::name | 服務名額::n:20-200::capacity | 堂區::hkDistrict | 服務類別::svc::services | 經度::hklon::lon | 緯度::hklat::lat
facilities 7.csv: 设施::station::name | 服务::svc::services | 经度E::lon::lon | 纬度N::lat::lat
facilities 测绘院提交点.csv: 点号::seq::id | 名称::station::name | X(经度)::lon::lon | Y(纬度)::lat::lat | H(高程)::f:1500-1600 | 床位::n:2-90::capacity
facilities 市民热线核查养老点.csv: 工单号::id:GD::id? | 核查点名称::canteen::name | 是否营业::yn | 座位数::n:10-90::capacity.meals? | 定位::pair::lonlat
facilities 助餐机构补贴.csv title total: 序号::seq::id? | 助餐机构::canteen::name | 补贴金额（元）::n:500-9000 | 补贴人次::n:100-4000 | 日供餐能力::n:50-400::capacity.meals | 经度::lon::lon | 纬度::lat::lat
facilities 养老机构+床位+入住.csv: 名称::home::name | 床位（核定/实际）::n:30-300::capacity | 入住老人::n:10-200 | 其中失能老人::n:3-90 | 经度::lon::lon | 纬度::lat::lat
facilities elder_services_geocoded.csv: name::homeEn::name | formatted_address::addrEn | geocode_lat::uklat::lat | geocode_lng::uklon::lon | geocode_accuracy::pick:ROOFTOP,APPROXIMATE | service_type::svcEn::services
facilities GIS_Points_ElderlyHomes.csv: FID::seq::id | Shape::const:Point | Name_EN::homeEn::name | Capacity_P::n:20-200::capacity | X_Coord::hklon::lon | Y_Coord::hklat::lat
facilities places4people.csv: title::homeEn::name | Latitude (decimal degrees)::uklat::lat | Longitude (decimal degrees)::uklon::lon | Places available::n:5-60::capacity | Cost per day (£)::n:20-90
facilities 照料中心_带合计.csv title total: 序号::seq::id? | 照料中心名称::daycare::name | 日间照料床位（张）::n:5-40::capacity.daycare | 托养床位（张）::n:2-20::capacity.respite | 助餐能力（人/日）::n:20-200::capacity.meals | 经度::lon::lon | 纬度::lat::lat
facilities 社区为老服务.csv: 社区::comm | 服务站::station::name | 服务项目（顿号分隔）::svc::services | 纬度,经度::pairLatLon::lonlat
facilities jigou_utf8.csv: id::seq::id | jigoumingcheng::home::name? | chuangwei::n:20-300::capacity | lng::lon::lon | lat::lat::lat | dizhi::addr
facilities 适老公厕及休息点.csv: 编号::id:GC::id | 点名::station::name | 类型::pick:公厕,休息座椅,饮水点 | 经度::lon::lon | 纬度::lat::lat
elders 老龄办_月报.csv title total: 街镇::street::district | 60岁以上老年人口>人数::n:2000-9000::elders | 60岁以上老年人口>占比（%）::f:12-30 | 80岁以上高龄老人>人数::n:200-900::age80 | 80岁以上高龄老人>占比（%）::f:1-9
elders 卫健委65岁以上健康管理.csv title: 社区卫生服务中心::clinic | 辖区社区::comm::district | 65岁以上常住人数::n:200-2000::elders | 健康管理人数::n:100-1500 | 管理率::pct
elders 养老服务需求评估(脱敏).csv: uuid::uuid::id | age::age::age | tier::tier::tier | lonlat::pair::lonlat
elders 空巢老人2024.csv: 户编号::id:H::id | 户内老人数::n:1-3::elders | 是否空巢::yn | 社区::comm::district | 经度::lon::lon | 纬度::lat::lat
elders 统计公报整理.csv: 地区名称::county::district | 60岁以上人口(万)::f:2-30::elders | 65岁以上人口(万)::f:1-20 | 人均GDP::n:20000-150000
elders 楼院长采集.csv: 楼院长::person | 楼栋::id:L::id? | 60-69岁（人）::n:1-30::age60 | 70-79岁（人）::n:1-20::age70 | 80岁及以上（人）::n:0-10::age80 | 楼栋坐标::pair::lonlat
elders 台账-空巢-含电话.csv: 姓名::person | 电话::mobile | 年龄::age::age | 社区::comm::district | 备注::note
elders age_structure_township.csv: township::town::district | total_pop::n:9000-60000 | pop_0_14::n:900-9000 | pop_15_59::n:5000-40000 | pop_60_plus::n:1000-9000::elders
elders elderly_pts.csv: fid::seq::id | x::lon::lon | y::lat::lat | elder_num::n:1-60::elders
elders EldersByBuilding_v2.csv: BuildingID::id:B::id | Elders::n:1-60::elders | Elders80Plus::n:0-12::age80? | Lng::lon::lon | Lat::lat::lat
elders gov_hk_population.csv: District Council district::wardEn::district | Age 60-69::n:9000-40000::age60 | Age 70-79::n:5000-20000::age70 | Age 80+::n:2000-9000::age80 | Total::n:90000-400000
elders 社區長者.csv: 社區::comm::district | 長者人數::n:100-900::elders | 獨居長者::n:5-90 | 經度::hklon::lon | 緯度::hklat::lat
elders 60岁以上老人 按门牌.csv: 门牌号::addr | 60岁以上人数::n:1-9::elders | 经度::lon::lon | 纬度::lat::lat
elders 低保特困老人.csv title: 序号::seq::id? | 姓名::person | 年龄::age::age | 保障类别::pick:低保,特困 | 月补助（元）::n:300-1200 | 所属村（社区）::village::district | 开户行::company
elders nianling_fenzu.csv: shequ::comm::district | 60-69::n:100-900::age60 | 70-79::n:60-500::age70 | 80+::n:20-200::age80
elders 老年人分布(百度坐标).csv: 编号::id:B::id | 百度经度::lon::lon | 百度纬度::lat::lat | 老年人数::n:1-60::elders
volunteers 志愿者排班.csv: 志愿者编号::id:PB::id | 服务日::pick:周一,周三,周六 | 每周服务小时::n:1-9::hours | 服务内容::svc::services | 出发点坐标::pair::lonlat
volunteers Community champions volunteers.csv: Champion ID::id:CC::id | Can help with::svcEn::services | Hours per week available::n:1-9::hours | Ward::wardEn::district | Longitude::uklon::lon | Latitude::uklat::lat
candidates 选址论证_备选点表.csv title: 序号::seq::id? | 备选点名称::vacant::name | 经纬度::pair::lonlat | 建设费用估算（万元）::n:20-900::cost | 优点::note | 缺点::note
candidates 候选_口袋公园改造.csv: 公园名称::vacant::name | 编码::id:PK::id | 预算（万元）::n:20-300::cost | 经度::lon::lon | 纬度::lat::lat
candidates candidate parcels.csv: Parcel ID::id:P::id | Assessed cost::n:50000-900000::cost | Zoning::const:GIC | Lon::hklon::lon | Lat::hklat::lat
`;
