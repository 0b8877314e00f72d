/** Tables of volunteers and of candidate sites; syntax as in facilities.ts. */
export const volunteerTables = `
volunteers.csv: id::id:V::id | lon::lon::lon | lat::lat::lat | services::svcEn::services | hours::n:1-12::hours
志愿者名单.csv: 编号::id:V::id | 姓名::person | 性别::sex | 年龄段::ageBand | 所在社区::comm::district | 技能::svc::services | 每周小时::n:1-12::hours | 经度::lon::lon | 纬度::lat::lat
志愿者信息登记表.csv title: 志愿者编号::id:ZYZ::id | 姓名::person | 联系电话::mobile | 特长::svc::services | 每周可服务时间（小时）::n:1-10::hours | 社区::comm::district | 坐标::pair::lonlat
时间银行志愿者.csv: 账号::n:10000-99999::id? | 服务意向::svc::services | 累计时长（小时）::n:0-500 | 每周可服务时长::n:1-10::hours | 所属社区::comm::district | 经度::lon::lon | 纬度::lat::lat
低龄助高龄结对志愿者.csv: 序号::seq::id? | 志愿者姓名::person | 年龄::age6 | 可提供服务::svc::services | 周服务时长::n:1-8::hours | 经度::lon::lon | 纬度::lat::lat
义工名册.csv: 义工号::id:YG::id | 可服务项目::svc::services | 每周服务小时数::n:1-12::hours | 街道::street | 社区::comm::district | lng::lon::lon | lat::lat::lat
社区志愿服务队.csv: 队伍名称::company | 队员人数::n:5-60 | 服务内容::svc::services | 每周时长::n:2-20::hours | 经度::lon::lon | 纬度::lat::lat
volunteer roster 2024.csv: Volunteer ID::id:V::id | Full name::person | Mobile::mobile | Skills::svcEn::services | Hours per week::n:1-10::hours | Neighbourhood::wardEn::district | Latitude::uklat::lat | Longitude::uklon::lon
befrienders volunteer list.csv: no::seq::id? | first_name::person | last_name::person | weekly_hours::n:1-6::hours | type_of_help::svcEn::services | lat::sglat::lat | lng::sglon::lon
helpers_volunteer_points.csv: vol_id::id:H::id | lon::sglon::lon | lat::sglat::lat | hours_per_week::f:1-9::hours | service::svcEn::services | subzone::sgSubzone::district
志愿者台账2.csv: 志愿者编号::id:Z::id | 政治面貌::pick:群众,党员 | 服务时长（小时/周）::n:1-9::hours | 服务类别::svc::services | 居住社区::comm::district | 经度::lon::lon | 纬度::lat::lat
zhiyuanzhe_volunteer.csv: bianhao::id:Z::id | xingming::person | shouji::mobile | jineng::svc::services? | meizhouxiaoshi::n:1-9::hours? | jingdu::lon::lon | weidu::lat::lat
大学生志愿者.csv: 学号::n:20200000-20249999::id? | 学院::company | 可服务时段::open | 每周小时数::n:1-6::hours | 意向服务::svc::services | 经度::lon::lon | 纬度::lat::lat
党员志愿者.csv: 序号::seq::id? | 姓名::person | 支部::company | 认领服务::svc::services | 每周服务时间(h)::n:1-6::hours | 经度::lon::lon | 纬度::lat::lat
志愿者服务时间统计.csv: 志愿者ID::id:VT::id | 本年累计::n:10-300 | 每周平均（小时）::f:0.5-9::hours | 擅长::svc::services | x坐标::lon::lon | y坐标::lat::lat
邻里互助志愿者.csv: 编号::id:LZ::id | 助餐::tick::services.meals | 助洁::tick::services.cleaning | 助聊::tick::services.companionship | 助办::tick::services.errands | 每周小时::n:1-9::hours | 经度::lon::lon | 纬度::lat::lat
Volunteers (time bank).csv: Member::id:TB::id | Credits::n:0-300 | Offers::svcEn::services | Hours/week::n:1-8::hours | Postcode::const:N1 9GU | Lat::uklat::lat | Lon::uklon::lon
志工名冊.csv: 志工編號::id:ZG::id | 服務項目::svc::services | 每週時數::n:1-9::hours | 里別::twLi::district | 經度::twlon::lon | 緯度::twlat::lat
義工資料.csv: 義工編號::id:YG::id | 可服務類別::svc::services | 每周服務時數::n:1-9::hours | 經度::hklon::lon | 緯度::hklat::lat
网格志愿者.csv: 网格::id:WG::district? | 志愿者代码::id:W::id | 每周可用小时::n:1-9::hours | 技能特长::svc::services | 经纬度::pair::lonlat
人力资源1.csv: 人员编号::id:R::id | 技能::svc::services | 每周小时::n:1-9::hours | 经度::lon::lon | 纬度::lat::lat
people_offering_help.csv: person_id::id:P::id | skills::svcEn::services | hours_week::n:1-9::hours | lon::uklon::lon | lat::uklat::lat
志愿者需求对接.csv: 志愿者编号::id:DJ::id | 服务对象年龄段::ageBand | 是否培训::yn | 技能::svc::services | 可服务时间::pick:周末,工作日,全天 | 每周时数::n:1-9::hours | 经度::lon::lon | 纬度::lat::lat
志愿者（街道汇总）.csv title: 序号::seq::id? | 社区::comm::district | 志愿者编号::id:JD::id? | 周均服务小时::n:1-9::hours | 主要服务::svc::services | 经度::lon::lon | 纬度::lat::lat
巾帼志愿者.csv: 编号::id:JG::id | 服务专长::svc::services | 每星期小时数::n:1-9::hours | 东经::lon::lon | 北纬::lat::lat
医护志愿者.csv: 证书编号::id:YS::id? | 科室::pick:内科,康复科,全科 | 每周服务小时::n:1-6::hours | 可提供的服务::svc::services | 经度::lon::lon | 纬度::lat::lat
volunteer_sites_mixed.csv: Id::seq::id | Help type::svcEn::services | Avg weekly hours::f:1-9::hours | geo::pairLatLon::lonlat
老年志愿者.csv: 编号::id:LZ::id | 年龄::age6 | 服务项目::svc::services | 服务小时/周::n:1-9::hours | 社区::comm::district | 经度::lon::lon | 纬度::lat::lat
Volunteer drivers.csv: driver_id::id:DR::id | vehicle::pick:car,van | hours available per week::n:1-9::hours | service_offered::const:mobility::services | longitude::aulon::lon | latitude::aulat::lat
志愿者库.csv: ZYZBH::id:K::id? | JN::svc::services? | 每周小时::n:1-9::hours | 经度::lon::lon | 纬度::lat::lat
`;
export const candidateTables = `
candidates.csv: id::id:K::id | lon::lon::lon | lat::lat::lat | cost::n:50-500::cost
候选点.csv: 候选点编号::id:HX::id | 名称::vacant::name | 经度::lon::lon | 纬度::lat::lat | 改造费用（万元）::n:20-300::cost
备选用地.csv: 地块编号::id:DK::id | 地块名称::vacant::name | 用地面积（㎡）::f:300-9000 | 用地性质::const:R2 | 投资估算（万元）::n:100-3000::cost | 经度::lon::lon | 纬度::lat::lat
闲置房屋清单.csv title: 序号::seq::id? | 房屋名称::vacant::name | 坐落::addr | 建筑面积（平方米）::f:80-2000 | 产权单位::company | 改造成本（元）::n:50000-900000::cost | 经度::lon::lon | 纬度::lat::lat
选址备选方案.csv: 方案编号::id:FA::id | 选址位置::addr | 造价(万元)::f:30-600::cost | 坐标::pair::lonlat
拟建站点备选.csv: 编号::id:NJ::id | 拟建名称::station::name | 建设成本::n:30-600::cost | lng::lon::lon | lat::lat::lat
国有闲置资产.csv: 资产编号::id:ZC::id | 资产名称::vacant::name | 面积::f:50-3000 | 评估价（万元）::n:50-900::cost? | 现状::pick:闲置,出租 | 经度::lon::lon | 纬度::lat::lat
candidate_sites_2024.csv: site_id::id:S::id | site_name::homeEn::name | fit_out_cost::n:50000-900000::cost | floor_area::f:80-900 | lon::sglon::lon | lat::sglat::lat
Potential sites.csv: Site::homeEn::name | Cost (SGD)::n:50000-900000::cost | Ownership::pick:public,private | Latitude::sglat::lat | Longitude::sglon::lon
vacant premises candidate.csv: Ref::id:VP::id? | Address::addrEn | Refurbishment cost (£)::n:20000-400000::cost | Lat::uklat::lat | Long::uklon::lon
houxuandian_candidates.csv: bianhao::id:HX::id | mingcheng::vacant::name | feiyong::n:10-300::cost? | jingdu::lon::lon | weidu::lat::lat
候选地块(规划院).csv: OID::seq::id | DKMC::vacant::name? | 总投资（万元）::n:100-2000::cost | X::lon::lon | Y::lat::lat
小区配套用房备选.csv: 小区::estate::name? | 配套用房面积::f:60-600 | 装修费用::n:10-200::cost | 经度::lon::lon | 纬度::lat::lat
空置校舍候选.csv: 学校名称::vacant::name | 校舍编号::id:XS::id | 改造投资（万元）::n:50-600::cost | 经度::lon::lon | 纬度::lat::lat
候选站点费用.csv: 站点编号::id:ZD::id | 年租金（万元）::n:5-80 | 一次性投入（万元）::n:10-200::cost | 经度::lon::lon | 纬度::lat::lat
选址候选点（无费用）.csv: 编号::id:X::id | 地点名称::vacant::name | 经度::lon::lon | 纬度::lat::lat
site options candidates.csv: option_no::seq::id? | option_name::homeEn::name | total_budget::n:50000-900000::cost | x::aulon::lon | y::aulat::lat
社区用房候选.csv title: 序号::seq::id? | 社区::comm | 用房名称::vacant::name | 可用面积::f:40-900 | 改造费::n:5-90::cost | 东经::lon::lon | 北纬::lat::lat
新增网点备选.csv: 网点编号::id:WD::id | 费用估算::f:5-90::cost | 纬度::lat::lat | 经度::lon::lon
備選地點.csv: 編號::id:BX::id | 地點名稱::vacant::name | 造價（萬元）::n:50-900::cost | 經度::twlon::lon | 緯度::twlat::lat
存量用房.csv: 房屋编号::id:FW::id | 房屋名称::vacant::name | 改造费用::n:5-90::cost | 面积::f:40-900 | 经度::lon::lon | 纬度::lat::lat
premises_for_rent.csv: id::id:P::id | name::homeEn::name | cost::n:500-9000::cost | area::f:40-900 | lat::uklat::lat | lon::uklon::lon
预选址点位.csv: 点号::id:DH::id | 工程造价（万元）::f:20-900::cost | 施工周期（月）::n:2-18 | 经度::lon::lon | 纬度::lat::lat
腾退空间备选点.csv: 空间编号::id:TT::id | 空间名称::vacant::name | 预计投入::n:10-200::cost | 可设床位::n:5-60 | 经度::lon::lon | 纬度::lat::lat
candidate locations with price.csv: code::id:C::id | label::homeEn::name | price::n:1000-90000::cost | longitude::uslon::lon | latitude::uslat::lat
`;
