"""Words that are tried first: passwords made of one of them and some figures are refused.

Plain letters without marks; figures where they are a password by themselves.
"""

_ALL = """
password passwords passwd passcode passphrase mypassword newpassword passwordpassword admin
administrator adminadmin root rootroot superuser sysadmin webmaster manager operator guest user
username userpassword default changeme changethis letmein welcome welcomeback login signin hello
helloworld test testing tester testtest temp temporary secret topsecret master access security
secure private unknown nothing something whatever anything qwerty qwertyuiop qwertyuiopasdf
qwertyqwerty qwertz azerty azertyuiop asdfgh asdfghjkl asdfasdf asdfghjklzxcvbnm zxcvbn zxcvbnm
zxcvbnmasdfghjkl qazwsx qazwsxedc qazwsxedcrfv qweasd qweasdzxc qwerasdf qwerasdfzxcv wasdwasd
poiuytrewq lkjhgfdsa mnbvcxz abc abcd abcde abcdef abcdefg abcdefgh abcdefghi abcdefghij
abcdefghijk abcabc abcabcabc aaa xxx zzz qqq iloveyou iloveyouforever loveyou love lovely lover
loveme forever iloveu princess sunshine football baseball basketball soccer hockey monkey dragon
shadow superman batman spiderman pokemon naruto starwars michael jordan jennifer jessica ashley
charlie daniel andrew thomas robert george william nicole hannah amanda samantha matthew joshua
summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday january
february march april june july august september october november december computer internet
samsung samsunggalaxy iphone android google facebook microsoft windows apple youtube yahoo gmail
zalo tiktok viettel vinaphone mobifone vietnammobile laptop flower butterfly chocolate cookie
banana orange cheese pepper ginger purple yellow silver golden diamond freedom liberty victory
happy happiness lucky success money dollar family mother father mommy daddy sister brother angel
heaven jesus buddha blessed killer hunter ranger tiger eagle phoenix mustang ferrari porsche
mercedes toyota honda yamaha liverpool chelsea arsenal barcelona realmadrid manchester
manchesterunited juventus trustno trustnoone correcthorsebatterystaple opensesame sesame
abracadabra passw pass matkhau matkhaumoi matkhaucu matkhaucuatoi matkhaumacdinh doimatkhau
khongcomatkhau matma mabimat bimat khongbiet khongnho quenmatkhau quenroi dangnhap taikhoan
nguoidung quantri quantrivien quantrihethong hethong macdinh chuongtrinh maytinh maytinhbang
vanphong anhyeuem emyeuanh anhnhoem emnhoanh yeuem yeuanh yeuemnhieu yeuanhnhieu
anhyeuemnhieulam toiyeuban toiyeuem toiyeuvietnam toiyeutoquoc yeunuocvietnam tinhyeu
tinhyeuvinhcuu nhoemnhieu mainhoem maimaiyeuem mailamotbuc maimai mailayeu vinhcuu hanhphuc
giadinh giadinhtoi giadinhlasomot conyeu conyeucuame bome bomeyeucon meyeu meyeucon concuame
chaoban chaocacban xinchao xinchaoban xinchaovietnam camon camonban cogang cogangmoingay vietnam
vietnamvodich vietnamquehuongtoi vietnamtoiyeu vietnamoi dangcongsan dangcongsanvietnam cachmang
docap doclap doclaptudo doclaptudohanhphuc tudo toquoc hochiminh chutichhochiminh bacho
bachovidai bachokinhyeu bachosongmai thanhphohochiminh hanoi thudohanoi saigon tphcm cantho
danang haiphong dongnai bienhoa nhatrang dalat hue vungtau binhduong longan tayninh quangninh
halong thanhhoa nghean hatinh nghetinh quangnam dienbien dienbienphu langson caobang hagiang
laocai yenbai thainguyen bacgiang bacninh namdinh thaibinh ninhbinh hungyen haiduong phutho
vinhphuc hoabinh sonla gialai kontum daklak daknong lamdong binhthuan ninhthuan khanhhoa phuyen
binhdinh quangngai quangtri quangbinh thuathienhue tiengiang bentre travinh vinhlong dongthap
angiang kiengiang haugiang soctrang baclieu camau phuquoc condao hoangsa truongsa
hoangsatruongsa truongsahoangsa thanhnien doanthanhnien doanthanhniencongsan thanhniencongsan
doanvien dangvien bithu tinhuy tinhdoan huyenuy huyendoan dangbo chibo chidoan bantochuc
bantochuctinhuy danguy doankhoi thanhdoan congdoan phunu hoiphunu nongdan cuuchienbinh mattran
mattrantoquoc uybannhandan uyban nguyenvan nguyenvana nguyenthi nguyenthib tranvan tranvana
tranthi levan levana phamvan hoangvan nguyen tran pham hoang huynh dang bui duong phan
nguyentran giamsat dugiamsat duvagiamsat kiemtra kiemtragiamsat kehoach congtac sinhhoat
sinhhoatchibo sinhnhat chucmungnammoi chucmungsinhnhat happynewyear happybirthday merrychristmas
tetnguyendan anchoi ansang ancom uongnuoc dihoc dilam dichoi choigame lienminh lienquan
lienquanmobile bongda bongdavietnam meocon conmeo conmeoden concho conga conho conrong rongvang
hoahong hoasen hoamai hoadao hoaphuong mattroi mattrang ngoisao bautroi bienxanh thaycogiao
hocsinh sinhvien truonghoc daihoc congan bodoi quandoi bodoicuho 12345 123456 1234567 12345678
123456789 1234567890 12345678910 0123456789 0987654321 9876543210 987654321 1122334455
1234512345 1234554321 123123123 123123123123 123321123 1234567891 12345678901 123456123456
1357924680 2468013579 1472583690 7894561230 1020304050 0102030405 1234qwer 1q2w3e4r 1q2w3e4r5t
1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 q1w2e3r4 q1w2e3r4t5 zaq12wsx zaq1xsw2 a1b2c3d4
a1b2c3d4e5 a12345678 abc12345 123abc 123456a 123456abc abcd12345 abcd1234 qwe123qwe asd123asd
qwer1234 asdf1234 zxcv1234
"""
WORDS = frozenset(_ALL.split())
