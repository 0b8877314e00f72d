/** Tables of elders (persons, buildings, communities, census areas) as strangers write them; syntax as in facilities.ts. */
export const elderTables = `
elders.csv: id::id:E::id | lon::lon::lon | lat::lat::lat | elders::n:1-60::elders | age60::n:1-30::age60 | age70::n:1-20::age70 | age80::n:0-10::age80 | district::comm::district
老年人口分布.csv: 编号::id:L::id | 社区::comm::district | 经度::lon::lon | 纬度::lat::lat | 60岁及以上::n:3-90::elders | 60-69岁::n:1-40::age60 | 70-79岁::n:1-30::age70 | 80岁及以上::n:0-20::age80
楼栋老人数.csv: 楼栋编号::id:LD::id | 小区名称::estate | 所属社区::comm::district | 60岁以上老人数::n:1-80::elders | 80岁以上老人数::n:0-20::age80 | 经度::lon::lon | 纬度::lat::lat
第七次人口普查_街道.csv title total: 街道::street::district | 总人口::n:20000-90000 | 60岁及以上::n:3000-9000::elders | 65岁及以上::n:2000-3000 | 80岁及以上::n:300-900::age80
七普分街道年龄结构.csv title: 地区::street::district? | 合计::n:20000-90000 | 0-14岁::n:2000-9000 | 15-59岁::n:9000-40000 | 60岁及以上::n:3000-9000::elders | 其中：65岁及以上::n:2000-6000
各社区老年人口统计表.csv title total: 序号::seq::id? | 社区名称::comm::district | 户籍人口::n:2000-9000 | 老年人口数::n:300-2000::elders | 其中：80岁以上::n:30-200::age80 | 独居老人::n:3-60 | 空巢老人::n:5-90
社区人口年龄.csv: 社区居委会::comm::district | 户数::n:500-3000 | 总人口::n:2000-9000 | 60周岁及以上::n:300-2000::elders | 占比::pct
老龄化统计2023.csv title: 区县::county::district | 常住人口（万人）::f:10-90 | 60岁及以上老年人口（万人）::f:2-20::elders | 老龄化率（%）::f:12-30
网格老人.csv: 网格编号::id:WG::id | 网格员::person | 网格员电话::mobile | 60+::n:5-90::elders | 70+::n:3-50 | 80+::n:0-20::age80 | 中心经度::lon::lon | 中心纬度::lat::lat
独居空巢老人台账.csv title: 序号::seq::id? | 姓名::person | 性别::sex | 身份证号::idcard | 年龄::age::age | 住址::addr | 所属社区::comm::district | 联系电话::mobile | 监护人::person | 经度::lon::lon | 纬度::lat::lat
重点老人名单.csv: 编号::id:ZD::id | 姓名::person | 年龄::age::age | 红黄绿等级::tier::tier | 社区::comm::district | 经纬度::pair::lonlat
老人基本信息.csv: 老人编号::id:LR::id | 出生年月::date | 年龄（周岁）::age::age | 居住状况::pick:独居,与配偶同住,与子女同住 | 自理能力::pick:自理,半自理,不能自理 | 所在街道::street | 所在社区::comm::district | lng::lon::lon | lat::lat::lat
失能老人评估.csv: 评估编号::id:PG::id | 年龄::age::age | 评估日期::date | 评估等级::tier::tier | Barthel得分::n:0-100 | 社区::comm::district | 经度::lon::lon | 纬度::lat::lat
高龄津贴发放表.csv title: 序号::seq::id? | 姓名::person | 身份证号码::idcard | 年龄::age8::age | 金额（元）::n:60-200 | 银行卡号::n:62220000-62229999 | 社区::comm::district | 街道::street
享受补贴老人.csv: 姓名::person | 身份证::idcard | 村居::village::district | 年龄::age::age | 补贴类别::pick:高龄,失能,低保 | 联系方式::mobile
小区老年人.csv: 小区ID::id:XQ::id | 小区名称::estate | 总户数::n:100-2000 | 60-69::n:10-200::age60 | 70-79::n:10-150::age70 | 80以上::n:2-60::age80 | x::lon::lon | y::lat::lat
人口网格100米.csv: grid_id::id:G::id | x_center::lon::lon | y_center::lat::lat | pop::n:10-300 | pop_60plus::n:1-60::elders
population_grid_65plus.csv: cell_id::id:g::id | lon::uklon::lon | lat::uklat::lat | pop_total::n:10-400 | pop_65plus::n:1-80::elders
hexgrid_elderly.csv: hex_id::uuid::id | longitude::sglon::lon | latitude::sglat::lat | elderly::n:1-300::elders | area_ha::f:8-12
subzone_65.csv: Subzone::sgSubzone::district | Planning Area::sgArea | Total Population::n:2000-90000 | 65 & over::n:200-9000::elders
resident_population_2020.csv: planning_area::sgArea | subzone::sgSubzone::district | total::n:1000-90000 | age_60_64::n:100-3000 | age_65_69::n:100-3000 | age_60_and_over::n:500-9000::elders
Elderly by ward.csv title: Ward::wardEn::district | All ages::n:5000-20000 | Aged 60 and over::n:1000-5000::elders | Aged 80 and over::n:100-900::age80
census_small_area.csv: area_code::id:E0::id | area_name::wardEn::district? | all_people::n:1000-3000 | people_60_69::n:100-400::age60 | people_70_79::n:80-300::age70 | people_80_plus::n:30-150::age80 | centroid_lon::uklon::lon | centroid_lat::uklat::lat
older people buildings.csv: building_id::id:B::id | block::id:Blk | older_people::n:1-90::elders | of_which_80_plus::n:0-20::age80 | lat::sglat::lat | lng::sglon::lon
seniors.csv: Resident ID::id:R::id | Age::age::age | Gender::sexEn | Dwelling::pick:HDB 3-room,HDB 4-room,Private | Subzone::sgSubzone::district | Lat::sglat::lat | Lon::sglon::lon
Senior survey 2024.csv: respondent::seq::id? | age_group::ageBandEn::age | lives_alone::YN | community::wardEn::district | home_lon::uklon::lon | home_lat::uklat::lat
hk_elderly_tpu.csv: 小規劃統計區::id:TPU::id? | 地區::hkDistrict::district? | 總人口::n:3000-90000 | 65歲及以上::n:500-9000::elders | 經度::hklon::lon | 緯度::hklat::lat
臺北市各里老人數.csv: 行政區::twDistrict | 里別::twLi::district | 總人口數::n:3000-9000 | 65歲以上人口數::n:500-2000::elders
村里人口.csv: 區域別::twDistrict | 村里::twLi::district | 戶數::n:500-3000 | 人口數::n:1500-9000 | 老年人口(65歲以上)::n:200-1800::elders
lao_ren.csv: bianhao::id:L::id | nianling::age::age | shequ::comm::district | jingdu::lon::lon | weidu::lat::lat
laonianrenkou.csv: id::seq::id | shequ::comm::district | laonianrenkou::n:20-900::elders | lon::lon::lon | lat::lat::lat
shequ_renkou.csv: shequ::comm::district | zongrenkou::n:2000-9000 | laorenshu::n:200-2000::elders
老年人能力评估汇总.csv title total: 社区::comm::district | 失能失智::n:5-60::red | 空巢独居::n:10-90::yellow | 低龄活力::n:50-400::green | 待评估::n:5-60::grey | 老年人总数::n:200-900::elders
红黄绿分级统计.csv: 小区::estate | 经度::lon::lon | 纬度::lat::lat | 红::n:0-12::red | 黄::n:0-30::yellow | 绿::n:5-90::green | 灰::n:0-20::grey | 合计人数::n:20-160::elders?
分级关爱名册.csv: 档案号::id:DA::id | 分级::tier::tier | 社区::comm::district | 年龄::age::age | 经度::lon::lon | 纬度::lat::lat
公安户籍老年人口.csv: 派出所::const:雁滩派出所 | 社区::comm::district | 户籍60岁以上::n:200-2000::elders | 户籍人口::n:2000-9000
户籍人口年龄表.csv title: 街道名称::street::district | 合计>男::n:9000-40000 | 合计>女::n:9000-40000 | 60岁及以上>小计::n:2000-9000::elders | 60岁及以上>男::n:1000-4000 | 60岁及以上>女::n:1000-4000
老年人口按性别.csv title: 社区::comm::district | 60-69岁::n:100-900::age60 | 70-79岁::n:60-500::age70 | 80岁及以上::n:20-200::age80 | 男::n:100-900 | 女::n:100-900
民政老年人数据.csv: 行政区划代码::code12::id | 社区（村）::comm::district | 老年人口总数::n:200-2000::elders | 特困老年人::n:0-20 | 低保老年人::n:0-40 | 失独老年人::n:0-9
street_level_2020.csv: code::code9::id | street::street::district | pop_total::n:20000-90000 | p60plus::n:3000-9000::elders | p65plus::n:2000-3000 | p80plus::n:300-900::age80
county_census.csv: code::code6::id | province::const:甘肃省 | city::city | county::county::district | pop_total::n:200000-900000 | p60_64::n:9000-40000 | p60plus::n:30000-90000::elders | p80plus::n:3000-9000::age80
各乡镇老龄人口.csv title total: 乡镇::town::district | 行政村数::n:5-30 | 老龄人口::n:800-5000::elders | 百岁老人::n:0-3
村60岁以上人口.csv: 乡镇::town | 行政村::village::district | 60岁以上人口::n:60-900::elders | 留守老人::n:5-90
Sheet2.csv: 社区::comm::district | 60岁以上::n:200-2000::elders
导出数据.csv: 经度::lon::lon | 纬度::lat::lat | 60岁及以上人数::n:3-90::elders
老人坐标.csv: 经度::lon::lon | 纬度::lat::lat
老人点位.csv: 序号::seq::id? | X::lon::lon | Y::lat::lat | 人数::n:1-12::elders
工作簿1.csv: 小区::estate | 坐标::pair::lonlat | 老人数::n:3-90::elders | 备注::note
老年人口热力.csv: lng::lon::lon | lat::lat::lat | count::n:1-60::elders
手机信令_老年常住.csv: gridid::n:10000-99999::id | 经度::lon::lon | 纬度::lat::lat | 60岁以上常住::n:3-90::elders | 工作人口::n:10-900
养老服务对象.csv: 服务对象编号::id:DX::id | 姓名::person | 年龄段::ageBand::age | 老人类别::tier::tier | 所属街道::street | 所属社区::comm::district | 经度::lon::lon | 纬度::lat::lat
长期护理保险待遇人员.csv: 人员编号::id:CH::id | 失能等级::pick:重度一级,重度二级,中度 | 年龄::age::age | 参保地::county | 居住社区::comm::district | 经度::lon::lon | 纬度::lat::lat
低龄活力老人.csv: 编号::id:HL::id | 年龄::age6::age | 文化程度::pick:小学,初中,高中,大专 | 所在社区::comm::district | 经度::lon::lon | 纬度::lat::lat
问卷_老年人需求调查.csv: 序号::seq::id? | 提交答卷时间::date | 1、您的年龄::age::age | 2、您的性别::code:1-2 | 3、您所在的社区::comm::district | 4、居住方式::code:1-4 | 5、最需要的服务::svcBar
问卷数据_编码.csv: 答卷编号::seq::id | A1_年龄::age::age | A2_性别::code:1-2 | A3_社区::comm::district | B1_健康自评::code:1-5 | 经度::lon::lon | 纬度::lat::lat
survey_spss_export.csv: caseid::seq::id | q1_age::age::age | q2_sex::code:1-2 | q3_community::wardEn::district | adl::n:0-100 | gds15::n:0-15 | lon::uklon::lon | lat::uklat::lat
CLASS2020_sub.csv: id::seq::id | age::age::age | sex::code:0-1 | community::comm::district | ucla3::n:3-9 | lsns6::n:0-30
老年人健康体检.csv: 档案编号::id:TJ::id | 姓名::person | 年龄::age::age | 体检日期::date | 血压::const:138/82 | 血糖::f:4-9 | 现住址::addr | 社区::comm::district
签约服务老年人.csv: 签约编号::id:QY::id | 家庭医生::person | 年龄::age::age | 村（居）委会::village::district | 慢性病数::n:0-5
住户底册.csv title: 户号::id:H | 60岁以上人数::n:1-3::elders | 是否独居::yn | 楼栋::id:L::id? | 小区::estate | 经度::lon::lon | 纬度::lat::lat
保障对象.csv: 对象编号::id:BZ::id | 保障类型::pick:特困,低保,低收入 | 年龄::age::age | 乡镇街道::town | 村社区::village::district | 纬度::lat::lat | 经度::lon::lon
老年人口密度.csv: 社区编码::code12::id | 社区名::comm::district | 面积（km²）::f:0.3-4 | 60岁以上人口密度（人/km²）::f:800-9000 | 60岁以上人口::n:300-3000::elders
老年人口预测2030.csv title: 街道::street::district | 2025年60岁以上::n:2000-9000::elders | 老年抚养比::pct
分年龄段老年人口.csv title total: 社区::comm::district | 合计::n:300-2000::elders? | 60～69岁::n:100-900::age60 | 70～79岁::n:60-500::age70 | 80岁及以上::n:20-200::age80
老年人口五岁组.csv: 社区::comm::district | 60-64岁::n:50-500 | 65-69岁::n:50-500 | 70-74岁::n:30-300 | 75-79岁::n:20-200 | 80-84岁::n:10-90 | 85岁及以上::n:5-60 | 60岁及以上合计::n:200-1800::elders
高龄老人数.csv: 社区::comm::district | 低龄老人::n:100-900::age60 | 中龄老人::n:60-500::age70 | 高龄老人::n:20-200::age80 | 经度::lon::lon | 纬度::lat::lat
elder_counts_by_block.csv: block_id::id:BL::id | n_60_69::n:5-60::age60 | n_70_79::n:5-40::age70 | n_80plus::n:0-20::age80 | lon::lon::lon | lat::lat::lat
demand_points.csv: demand_id::id:D::id | longitude::lon::lon | latitude::lat::lat | elders::n:1-90::elders | red::n:0-6::red | yellow::n:0-20::yellow | green::n:1-60::green
residents (elderly).csv: Block No.::id:Blk::id? | Street::streetEn | Elderly residents::n:1-90::elders | X::sglon::lon | Y::sglat::lat
Neighbourhood profile.csv: Neighbourhood::wardEn::district | Population::n:3000-20000 | Population 65+::n:400-4000::elders | Median income::n:20000-90000
LSOA elderly.csv: LSOA11CD::id:E01::id | LSOA11NM::wardEn::district? | Aged 65+::n:100-600::elders | Lat::uklat::lat | Long::uklon::lon
Bishan flats.csv: postal::n:570000-579999 | flats::n:40-200 | seniors_65::n:5-90::elders | lat::sglat::lat | lon::sglon::lon
老年人口(脱敏).csv: 虚拟ID::uuid::id | 年龄::age::age | 性别::sex | 位置::pair::lonlat
结构化数据.csv: 楼号::id:L::id? | 单元数::n:1-6 | 层数::n:5-33 | 有无电梯::have | 老年人数量::n:1-60::elders | 经度::lon::lon | 纬度::lat::lat
片区老人.csv: 片区::pick:东片区,西片区,南片区,北片区::district | 老人总数::n:300-3000::elders | 养老机构数::n:0-5 | 床位数::n:0-300
社区基本情况一览表.csv title total: 序号::seq::id? | 社区::comm::district | 面积::f:0.2-5 | 户数::n:500-5000 | 人口::n:2000-15000 | 60岁及以上老年人::n:300-3000::elders | 养老设施::const:1处 | 书记::person | 电话::tel
街道概况.csv: 街道办事处::street::district | 下辖社区数::n:4-15 | 常住人口::n:20000-90000 | 其中60岁以上::n:3000-19000::elders
适老化改造对象.csv: 序号::seq::id? | 户主姓名::person | 年龄::age::age | 类别::pick:失能,空巢,独居::tier? | 社区::comm::district | 改造费用::n:2000-9000 | 经度::lon::lon | 纬度::lat::lat
探访关爱名单.csv: 探访编号::id:TF::id | 姓名::person | 老人年龄::age::age | 探访频次::pick:每周1次,每月2次 | 预警等级::tier::tier | 社区::comm::district | 坐标（经度，纬度）::pair::lonlat
人户分离老人.csv: 登记号::id:RH::id | 年龄::age::age | 户籍地::county | 现居住社区::comm::district | 经度::lon::lon | 纬度::lat::lat
老人名册（英文系统导出）.csv: elder_id::id:EL::id | elder_name::person | id_card::idcard | mobile::mobile | age::age::age | care_level::tier::tier | community::comm::district | lng::lon::lon | lat::lat::lat
hukou60.csv: xzqhdm::code12::id? | jdmc::street::district? | rk60::n:2000-9000::elders? | rk::n:20000-90000
pop_by_community.csv: community_name::comm::district | over_60::n:200-2000::elders | over_80::n:20-200::age80 | lon::lon::lon | lat::lat::lat
60岁以上老年人口数据.csv: 社区名称::comm::district | 男::n:100-900 | 女::n:100-900 | 合计::n:200-1800::elders
空间统计单元.csv: 单元编号::id:DY::id | 总人口::n:300-9000 | 老年人口::n:30-900::elders | 面积_ha::f:2-40 | 经度::lon::lon | 纬度::lat::lat
`;
