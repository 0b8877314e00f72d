/** Tables of facilities as strangers write them: `file: header::values::role | …`; a role with `?` may be found or not. See generate.ts. */
export const facilityTables = `
养老机构名单.csv: 序号::seq::id? | 机构名称::home::name | 地址::addr | 法定代表人::person | 联系电话::tel | 床位数::n:20-300::capacity | 经度::lon::lon | 纬度::lat::lat
2024年养老机构备案信息表.csv title: 备案编号::id:BA::id | 机构名称::home::name | 机构性质::pick:公办,民办,公建民营 | 所属街道::street | 详细地址::addr | 核定床位（张）::n:30-400::capacity | 护理型床位（张）::n:5-90 | 已入住人数::n:3-80 | 经度::lon::lon | 纬度::lat::lat | 备注::note
城关区日间照料中心.csv: 编号::id:RZ::id | 名称::daycare::name | 所属社区::comm | 日托位::n:8-40::capacity.daycare | 建筑面积(㎡)::f:120-900 | 经度::lon::lon | 纬度::lat::lat | 服务项目::svc::services
老年助餐点统计.csv: 序号::seq::id? | 助餐点名称::canteen::name | 街道::street | 社区::comm | 日供餐能力（份）::n:30-300::capacity.meals | 经度::lon::lon | 纬度::lat::lat | 营业时间::open
长者食堂一览.csv: 食堂名称::canteen::name | 运营单位::company | 供餐人数::n:20-200::capacity.meals | lng::lon::lon | lat::lat::lat
Sheet1.csv: 设施名称::daycare::name | 类型::pick:日间照料,助餐点,社区卫生服务站,老年活动室::services | X::lon::lon | Y::lat::lat
附件2.csv title: 序号::seq::id? | 单位名称::home::name | 所在区县::county | 地址::addr | 总床位::n:50-500::capacity | 其中护理床位::n:10-200 | 入住率::pct | 坐标::pair::lonlat
新建文本文档.csv: 名称::home::name | 经纬度::pair::lonlat | 床位::bedsText::capacity | 电话::tel
社区养老服务驿站.csv: 驿站编号::id:YZ::id | 驿站名称::station::name | 助餐::yn::services.meals | 助浴::yn::services.bathing | 助洁::yn::services.cleaning | 助急::yn::services.emergency | 助医::yn::services.medical | 助行::yn::services.mobility | 助聊::yn::services.companionship | 助办::yn::services.errands | 助法::yn::services.legal | 经度::lon::lon | 纬度::lat::lat
养老驿站九助服务情况.csv title: 序号::seq::id? | 驿站::station::name | 经度::lon::lon | 纬度::lat::lat | 助餐服务::tick::services.meals | 助浴服务::tick::services.bathing | 助洁服务::tick::services.cleaning | 助急服务::tick::services.emergency | 助医服务::tick::services.medical | 助行服务::tick::services.mobility | 备注::note
服务站点.csv: 站点名称::station::name | 提供服务>助餐::have::services.meals | 提供服务>助浴::have::services.bathing | 提供服务>助医::have::services.medical | 位置>经度::lon::lon | 位置>纬度::lat::lat
居家养老服务中心.csv: id::id:C::id | 中心名称::station::name | 是否助餐::bin::services.meals | 是否助浴::bin::services.bathing | 是否助医::bin::services.medical | 是否康复护理::bin::services.rehab | 东经::lon::lon | 北纬::lat::lat
高德POI导出.csv: id::uuid::id | name::home::name | type::const:医疗保健服务 | typecode::n:90000-90900 | address::addr | location::pair::lonlat | tel::tel | pname::const:甘肃省 | cityname::city | adname::county
poi_baidu.csv: uid::uuid::id | name::home::name | address::addr | province::const:甘肃省 | city::city | area::county | lng_bd09::lon::lon | lat_bd09::lat::lat | telephone::tel
天地图导出养老设施.csv: FID::seq::id | NAME::home::name | ADDRESS::addr | POINT_X::lon::lon | POINT_Y::lat::lat
facilities.csv: id::id:F::id | name::homeEn::name | lon::sglon::lon | lat::sglat::lat | services::svcEn::services | capacity::n:10-120::capacity
eldercare_centres.csv: OBJECTID::seq::id | CENTRE_NAME::homeEn::name | POSTAL_CODE::n:100000-799999 | ADDRESS::addrEn | LATITUDE::sglat::lat | LONGITUDE::sglon::lon | PHONE::tel
nursing homes sg.csv: Facility Name::homeEn::name | No. of Beds::n:40-300::capacity | Address::addrEn | Postal Code::n:100000-799999 | Latitude::sglat::lat | Longitude::sglon::lon | Operator::company
CQC_active_locations.csv: Location ID::id:1-::id | Location Name::homeEn::name | Location ONSPD CCG::id:E | Care homes beds::n:10-90::capacity | Location Postal Code::const:SW1A 1AA | Location Latitude::uklat::lat | Location Longitude::uklon::lon | Location Region::const:London
hk_elderly_centres.csv: 中心編號::id:HK::id | 中心名稱::homeTw::name | 地區::hkDistrict | 地址::addr | 電話::tel | 經度::hklon::lon | 緯度::hklat::lat | 服務::svc::services
長照據點.csv: 機構代碼::id:LT::id | 機構名稱::homeTw::name | 縣市::const:臺北市 | 區::twDistrict | 地址::addr | 經度::twlon::lon | 緯度::twlat::lat | 服務項目::svc::services
老人福利機構名冊.csv: 編號::seq::id | 機構名稱::homeTw::name | 負責人::person | 核定床數::n:20-200::capacity | 實際收容人數::n:10-100 | 電話::tel | 經度::twlon::lon | 緯度::twlat::lat
yanglao_jigou.csv: bianhao::id:J::id | mingcheng::home::name | dizhi::addr | jingdu::lon::lon | weidu::lat::lat | chuangweishu::n:20-200::capacity
fuwuzhan.csv: id::seq::id | mingcheng::station::name | jd::lon::lon | wd::lat::lat | fuwuxiangmu::svc::services | dianhua::tel
zhucandian.csv: bianhao::id:ZC::id | mingcheng::canteen::name | jiedao::street | shequ::comm | jingdu::lon::lon | weidu::lat::lat
社区嵌入式服务设施台账.csv: 设施代码::id:QS::id | 设施名称::station::name | 设施类别::pick:助餐,日间照料,康复护理,文化娱乐::services | 用地面积（平方米）::f:100-3000 | 建筑面积（平方米）::f:80-1500 | 服务人数::n:30-500::capacity | 经度（CGCS2000）::lon::lon | 纬度（CGCS2000）::lat::lat
街道综合为老服务中心.csv: 序号::seq::id? | 名称::station::name | 地点::addr | 功能::svc::services | 床位数（张）::bedsText::capacity | 日均服务人次::n:20-200 | 投入使用时间::date | 经度::lon::lon | 纬度::lat::lat
医养结合机构信息.csv: 机构编号::id:YY::id | 机构名称::home::name | 医疗机构执业许可证号::id:PDY | 养老床位数::n:20-300::capacity | 医疗床位数::n:10-100 | 医护人员数::n:3-60 | 经度::lon::lon | 纬度::lat::lat
社区卫生服务机构.csv: 组织机构代码::id:47::id | 机构名称::clinic::name | 机构类别::pick:社区卫生服务中心,社区卫生服务站,卫生院 | 日门诊量::n:20-400::capacity.medical | 床位数::n:0-60::capacity | 执业医师数::n:1-30 | LON::lon::lon | LAT::lat::lat
clinics_export.csv: clinic_id::id:CL::id | clinic_name::homeEn::name | tel_no::tel | longitude::sglon::lon | latitude::sglat::lat | chas::bin
Day care centres.csv: Centre code::id:DC::id | Centre::homeEn::name | Daycare places::n:15-80::capacity.daycare | Meals per day::n:20-120::capacity.meals | Lat::sglat::lat | Long::sglon::lon
services_yes_no.csv: site_id::id:S::id | site_name::homeEn::name | meals::YN::services.meals | bathing::YN::services.bathing | cleaning::YN::services.cleaning | medical::YN::services.medical | daycare::YN::services.daycare | x::sglon::lon | y::sglat::lat
canteens.csv: name::homeEn::name | coordinates::pair::lonlat | seats::n:30-200::capacity
senior activity centres.csv: Name::homeEn::name | Programme Types::svcEn::services | Location (lat/long)::pairLatLon::lonlat
osm_nursing_home_export.csv: osm_id::n:100000-99999999::id | name::homeEn::name | amenity::const:social_facility::services? | social_facility::const:nursing_home | capacity::n:10-100::capacity | lon::uklon::lon | lat::uklat::lat
overpass_导出.csv: @id::id:node/::id | name::home::name | @lat::lat::lat | @lon::lon::lon | phone::tel
机构导出(1).csv: 序号::seq::id? | 机构全称::home::name | 统一社会信用代码::id:9162::id? | 业务范围::svc::services | 坐标x::lon::lon | 坐标y::lat::lat
为老服务设施规划表.csv: 地块编号::id:DK::id | 设施名称::station::name | 设施规模（床）::n:20-120::capacity | 规划年限::year | 用地性质::const:A6 | 经度::lon::lon | 纬度::lat::lat
文化活动中心.csv: 编号::id:WH::id | 场所名称::culture::name | 开放时间::open | 可容纳人数::n:30-300::capacity | 经度::lon::lon | 纬度::lat::lat
老年大学教学点.csv: 教学点名称::culture::name | 招生人数::n:30-300 | 教室数::n:1-12 | 街道::street | 经度::lon::lon | 纬度::lat::lat
助浴点分布.csv: 点位编号::id:ZY::id | 点位名称::station::name | 助浴位（个）::n:1-6::capacity.bathing | 服务价格（元/次）::n:20-80 | 经度::lon::lon | 纬度::lat::lat
康复辅具租赁点.csv: 网点名称::station::name | 联系人::person | 联系电话::mobile | 经度::lon::lon | 纬度::lat::lat
认知障碍友好社区照护点.csv: 序号::seq::id? | 照护点名称::station::name | 认知症床位::n:6-40::capacity.dementia | 日间照料床位::n:5-30::capacity.daycare | 经度::lon::lon | 纬度::lat::lat
喘息服务机构.csv: 机构名称::home::name | 喘息床位（张）::n:2-20::capacity.respite | 收费标准::const:120元/天 | 经度::lon::lon | 纬度::lat::lat
民政局导出_20240506.csv: JGBH::id:JG::id? | JGMC::home::name? | 床位::n:20-300::capacity | 经度::lon::lon | 纬度::lat::lat
养老设施（规划院提供）.csv: OID::seq::id | 名称::home::name | 街道名称::street | 类型::pick:养老院,日间照料中心,助餐点::services? | X坐标::lon::lon | Y坐标::lat::lat | 床位数::n:0-300::capacity | 用地面积::f:500-9000
社区食堂.csv: 名称::canteen::name | 所在位置::addr | 每日供餐量::n:50-400::capacity.meals | 餐位数::n:20-120::capacity.meals? | GPS::pair::lonlat
服务设施点位采集表.csv title: 点位序号::seq::id? | 点位名称::station::name | 采集人::person | 采集时间::date | 设施照片::const:IMG_0012.jpg | 经度(°)::lon::lon | 纬度(°)::lat::lat | 提供的服务::svc::services
手机采集.csv: 名称::station::name | 位置坐标::pairSpace::lonlat | 备注::note
外业调查设施.csv: 名称::station::name | 经度::dmsLon::lon | 纬度::dmsLat::lat | 服务内容::svcBar::services
政务开放平台_养老服务机构.csv: 机构名称::home::name | 机构地址::addr | 机构类型::pick:养老院,敬老院,光荣院 | 服务范围::const:全市 | 床位总数::n:20-500::capacity | 服务电话::tel | 经度::lon::lon | 纬度::lat::lat | 更新时间::date
bj_elderly_service_station.csv: 区::county | 街乡镇::street | 驿站名称::station::name | 星级::pick:一星,二星,三星 | 服务功能::svc::services | 经度::lon::lon | 纬度::lat::lat
sh_长者照护之家.csv: 名称::home::name | 区::county | 街镇::street | 地址::addr | 邮编::n:200000-202000 | 核定床位数::n:10-49::capacity | 经度::lon::lon | 纬度::lat::lat
sz_长者服务点.csv: 服务点名称::station::name | 行政区::county | 街道::street | 社区::comm | 场地面积::f:50-600 | 服务项目（多选）::svcBar::services | 经度::lon::lon | 纬度::lat::lat
list of hawker centres.csv: Name::homeEn::name | No. of stalls::n:20-200 | Location::addrEn | Lat::sglat::lat | Lng::sglon::lon
Polyclinics.csv: Polyclinic::homeEn::name | Attendances per day::n:200-1500 | Latitude::sglat::lat | Longitude::sglon::lon
community_hubs_capacity_by_service.csv: hub_id::id:H::id | hub_name::homeEn::name | capacity_meals::n:20-200::capacity.meals | capacity_daycare::n:10-60::capacity.daycare | capacity_rehab::n:5-40::capacity.rehab | lon::uklon::lon | lat::uklat::lat
US nursing homes CMS.csv: CMS Certification Number (CCN)::n:15009-676000::id? | Provider Name::homeEn::name | Number of Certified Beds::n:30-200::capacity | Average Number of Residents per Day::f:20-180 | Latitude::uslat::lat | Longitude::uslon::lon | ZIP Code::n:10000-99999
MyAgedCare services.csv: Service Name::homeEn::name | Care Type::pick:Residential,Home Care,Respite::services? | Residential Places::n:20-160::capacity | Service Latitude::aulat::lat | Service Longitude::aulon::lon | Organisation Type::pick:Charitable,Private
facility list (final) v3.csv: No.::seq::id? | Facility::homeEn::name | Services offered::svcEn::services | Max capacity::n:10-200::capacity | Contact person::person | Lat.::sglat::lat | Lon.::sglon::lon
机构无坐标.csv: 机构名称::home::name | 机构地址::addr | 床位数::n:20-200::capacity | 联系电话::tel
养老院地址册.csv: 序号::seq::id? | 名称::home::name | 地址::addr | 所属街道::street | 床位::n:20-200::capacity
残联辅助性就业机构.csv: 机构名称::home::name | 机构编码::id:CL::id | 托养人数::n:5-60 | 托养床位::n:5-60::capacity.respite | 经度::lon::lon | 纬度::lat::lat
嵌入式养老机构.csv: 机构名称::home::name | 经度::lon::lon | 纬度::lat::lat | 实际床位::n:10-60::capacity | 工作人员数::n:3-40 | 护理员数::n:2-30 | 持证社工数::n:0-6 | 合同到期::date
家庭养老床位服务商.csv: 服务商编码::id:FS::id | 服务商名称::company::name | 上门助浴::have::services.bathing | 上门助医::have::services.medical | 助洁::have::services.cleaning | 办公地址::addr | 经度::lon::lon | 纬度::lat::lat
党群服务中心.csv: 序号::seq::id? | 党群服务中心名称::station::name | 面积::f:100-3000 | 是否有老年食堂::yn::services.meals | 是否有日间照料::yn::services.daycare | 经度::lon::lon | 纬度::lat::lat
邻里中心.csv: 编号::id:LL::id | 邻里中心::station::name | 长度::n:10-90 | 宽度::n:5-60 | 经度::lon::lon | 纬度::lat::lat | 开设服务::svc::services
智慧养老平台服务商.csv: 商户ID::n:1000-9999::id | 商户名称::company::name | 经营范围::svc::services | 注册资本（万元）::n:10-500 | 经度::lon::lon | 纬度::lat::lat
老年公寓.csv: 公寓名称::home::name | 套数::n:20-200 | 床位数量::n:40-400::capacity | 单价（元/月）::n:2000-8000 | 经度::lon::lon | 纬度::lat::lat
福彩公益金项目点.csv: 项目编号::id:FC::id | 项目名称::station::name | 资助金额（万元）::f:5-200 | 建成床位（张）::n:5-100::capacity | 经度::lon::lon | 纬度::lat::lat
村级幸福院.csv: 幸福院名称::home::name | 乡镇::town | 行政村::village | 床位::n:5-30::capacity | 是否运行::yn | 经度::lon::lon | 纬度::lat::lat
农村互助养老点.csv: 序号::seq::id? | 乡（镇）::town | 村::village | 互助点名称::station::name | 就餐人数::n:5-40::capacity.meals | 经度::lon::lon | 纬度::lat::lat
紧急救援站.csv: 站点编号::id:JJ::id | 站点名称::station::name | 应急能力（人次/日）::n:5-60::capacity.emergency? | 经度::lon::lon | 纬度::lat::lat
法律援助联络点.csv: 联络点名称::station::name | 律师人数::n:1-6 | 服务类型::const:法律援助::services | 经度::lon::lon | 纬度::lat::lat
老旧小区养老设施摸底.csv title: 序号::seq::id? | 小区名称::estate | 设施名称::station::name | 基本情况>建成年份::year | 基本情况>建筑面积::f:60-900 | 坐标>经度::lon::lon | 坐标>纬度::lat::lat | 服务能力>床位数::n:2-40::capacity | 服务能力>供餐能力::n:10-120::capacity.meals
15分钟生活圈设施.csv: 设施ID::id:SHQ::id | 设施::station::name | 大类::const:养老服务 | 小类::pick:助餐,日间照料,康复::services? | lng_wgs84::lon::lon | lat_wgs84::lat::lat
care_points_wgs84.csv: point_id::seq::id | point_name::homeEn::name | wgs84_lon::lon::lon | wgs84_lat::lat::lat | remark::note
station data 2023.csv: Station::homeEn::name | Beds::n:10-60::capacity | Longitude (WGS84)::lon::lon | Latitude (WGS84)::lat::lat | Year opened::year
社工站.csv: 站名::station::name | 督导机构::company | 社工人数::n:1-12 | 服务清单::svc::services | 经度::lon::lon | 纬度::lat::lat
爱心驿站 无服务列.csv: 点位::station::name | 经度::lon::lon | 纬度::lat::lat
未命名.csv: 名称::home::name | 经度::lon::lon | 纬度::lat::lat | 床位数::bedsText::capacity | 60岁以上入住老人数::n:5-90
机构评估结果.csv: 机构名称::home::name | 评定等级::pick:AAA,AA,A | 得分::f:60-99 | 核定床位::n:30-300::capacity | 经度::lon::lon | 纬度::lat::lat
养老服务热力点.csv: 机构名称::home::name | 接待能力::n:10-200::capacity | 当前入住::n:5-150 | 经度::lon::lon | 纬度::lat::lat | 户籍人口::n:1000-9000
`;
