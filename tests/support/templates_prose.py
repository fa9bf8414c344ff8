"""What docs/templates.md says of how templates work."""

HEAD = """\
# 报告模板

`jimoplan render` 的每种报告、每种格式各有一个 [Jinja](https://jinja.palletsprojects.com/) 模板,
名字是“报告.格式.j2”,如 `weekly.md.j2`;名字以 `_` 开头的是几个模板共用的部分。
Word 的模板就是一份 .docx,名字是“报告.docx”,如 `weekly.docx`,见下面“Word 模板”。

```console
$ jimoplan templates list                     # 有哪些模板,哪些已由计划旁边的代替
$ jimoplan templates eject weekly             # 复制网页的 templates/weekly.html.j2 来改
$ jimoplan templates eject weekly --format md     # Markdown 的
$ jimoplan templates eject weekly --format docx   # 写一份可以改的 templates/weekly.docx
$ jimoplan templates eject weekly --with-shared   # 用到的共用部分也一起复制
$ jimoplan render weekly --format html        # 计划旁边有,就用计划旁边的
$ jimoplan render --template my.md.j2 weekly  # 用任意一个模板文件,取周报的数据
```

## 哪个模板算数

- 计划旁边 `templates/` 里的同名文件代替随 jimoplan 安装的那一个;没有的,仍用安装的。
  共用部分也一样:只放一个 `_style.css.j2`,各种网页报告就都换了样式。
  有 `weekly.docx`,`render weekly --format docx` 和 `ci weekly --formats docx` 就都照它写;
  Excel 的没有模板。
- `--template` 用一个模板文件,放在哪里都行;格式看文件名
  (`my.md.j2`、`my.html.j2`、`my.txt.j2`、`my.docx`),数据看报告名(不写为 overview)。
  文字的模板可以引用计划旁边和安装的模板
  (`{% extends "_layout.html.j2" %}`、`{% import "_macros.md.j2" as m %}`)。
- 引用只认 `templates/` 里面的名字;`..`、绝对路径、指向外面的链接都不行。
- `eject` 不写 `--format`:在终端里问要哪种,不在终端里给网页的(source 给文字的),并且说一声。
- `eject` 从不覆盖已有的文件。复制出来的模板不随 jimoplan 升级;
  只改一处的,改共用部分或用 `extends` 更省事。
- 在这个工具自己的仓库里,计划旁边的 `templates/` 就是随附的那一套:不用 `eject`,直接改。

## 写法

模板只有一个变量 `view`,是这种报告的数据,见下。空行和缩进:`{% %}` 独占的一行不留空行。

- md:每个值自动转义,不会变成标题、链接或标签;放进表格的多行文字用 `cell`。
- 网页从 `{% extends "_layout.html.j2" %}` 写起,只填这几块:`title`(网页标题)、`head`(抬头)、
  `main`(正文),可以再填 `style`(另加的样式)和 `kind`(正文的类名,`report across` 打印为横排);
  页脚是 `foot`;写在别的块里的不会显示。
- html:每个值自动转义,看不见的字符写成 `<U+200B>` 的样子。网页带严格的 Content-Security-Policy,
  样式只能写在 `<style>` 里,用 `_layout.html.j2` 就都有了。
- txt:原样;只是看不见的字符写成 `<U+200B>` 的样子(source 除外)。
- 数据里没有的值是 none,显示为空。写错的名字是错误,不会变成空白。
- 出错时一句话说清是哪个模板、第几行,退出码是 3,什么都不写出。

## 例子:本局自己的周报

定期报告的内容由 `report_parts(view)` 列出,网页和 Markdown 都照它写;各部分的名字有
`summary`、`red`、`problems`、`review`、`coming`、`yellow`、`progress`、`unreported`、
`adjustments`、`corrections`、`figures`、`annex`、`commits`,月通报和年度总结另有
`outcomes`、`finished`、`carried`、`stopped`,写了分管领导的都有 `leaders`。
挑着用、换次序、插进自己的,都在一个文件里。下面这份放进计划旁边的
`templates/weekly.html.j2`,`jimoplan render weekly --format html` 和 `jimoplan ci weekly` 就都用它:

```jinja
{% extends "_periodic.html.j2" %}
{% import "_part.html.j2" as p %}
{% block style %}
h1 { color: #8b0000; }
{% endblock %}
{% block head %}
{{ super() }}
<p class="asof">报：局领导　送：各科室、司法所</p>
{% endblock %}
{% block main %}
{% set parts = report_parts(view) %}
{% for part in parts if part.name in ["summary", "red", "problems"] %}
{{ p.draw(part, view) }}
{% endfor %}
<section>
<h2>本局关注：已办结举措的部门</h2>
<ul>
{% for found in view.outcomes if found.done %}
<li>{{ found.department }}：办结{{ found.done }}项，办理中{{ found.going_on }}项</li>
{% else %}
<li>还没有</li>
{% endfor %}
</ul>
</section>
{% for part in parts if part.name == "annex" %}
{{ p.draw(part, view) }}
{% endfor %}
{% endblock %}
```

只改一小块的,复制那一块:红灯卡片是 `_red_card.html.j2`,三个数是 `_tiles.html.j2`,
图是 `_chart.html.j2`,表和折叠在 `_part.html.j2`,全部任务和举措是 `_plan.html.j2`,
样式是 `_style.css.j2`;Markdown 的红灯事项是 `_red_card.md.j2`。

## Word 模板

用 WPS 或 Word 做一份 .docx:红头、字体、页边距、表格都照本局的样子排好,要填数据的地方写标签。
从 `jimoplan templates eject 报告 --format docx` 写出的那份改起最省事。要装附加组件 `[office]`。

- `{{ … }}` 填一个值,写在哪里,就是那里的字体、字号。数据还是 `view`,函数和过滤器同上;
  写标签时 Word 自动换成的弯引号“”照认。
- 整段重复或取舍:`{%p for … %}`、`{%p if … %}`、`{%p else %}`、`{%p endfor %}`、`{%p endif %}`
  各占一段,这一段自己不留下;一段之内用 `{% if … %}…{% endif %}`。
- 表格的行重复:`{%tr for … %}` 和 `{%tr endfor %}` 各占一行,夹在中间的一行或几行每项写一遍。
  一列一列地重复,用 `{%tc for … %}` 和 `{%tc endfor %}`,各占一格。
- 不留下的注解写 `{# … #}`,占一整段的写 `{#p … #}`。
- 正文、文本框、页眉、页脚、脚注里的标签都填;图片照原样留着。文档属性不填。
- 值里的分行还是分行,`&`、`<` 照原样写出,看不见的字符写成 `<U+200B>` 的样子。
- 不能引用别的模板,不能插入文件或图片;过滤器没有 `safe`、`md`、`cell`、`unbroken`、`csp_hash`、
  `urlize`、`xmlattr`。
- 出错时说清是正文、页眉、页脚还是脚注,连同那一段里的标签;`jimoplan doctor` 也试一遍。
- 不用带宏的文档(.docm)、.dotx,也不用嵌了对象、控件、别的文档的,引用外面的图片的,
  有 DDE、INCLUDEPICTURE 一类域的;超链接可以有。
  文档记着的自己的模板(附加模板)不写进报告。文件不超过 16 MB。
- 同样的数据写出同样的文件,一个字节不差。

例如一份周报的正文,一行是一段:

```text
{{ view.heading.plan.unit }}{{ view.title }}
{{ view.period.words }}（{{ view.edition }}）
{%p for note in view.heading.notes %}
注：{{ note | full_width }}
{%p endfor %}
一、需协调事项
{%p for each in view.problems %}
{{ loop.index }}．{{ each.row.item.title }}：{{ each.update.problem }}
{%p else %}
没有。
{%p endfor %}
二、{{ view.period.this }}进展
```

下面接一张表,一行是表的一行:

```text
编号 | 事项 | 进展情况 | 下一步计划
{%tr for each in view.reports %} | | |
{{ each.row.item.id }} | {{ each.row.item.title }} | {{ each.update.note }} | {{ each.update.next }}
{%tr endfor %} | | |
```

## 限度

模板可能来自别人,所以在沙箱里、在单独的进程里运行:只能读数据,碰不到文件、网络和程序内部。
一次运行的各份报告在同一个进程里生成,一份一个全新的环境,前一份不影响后一份。
随 jimoplan 安装的模板没有这些限度。
"""
TAIL = """\

<!-- 本页由 tests/support/templates_page.py 从数据的类型生成,不要手改;改了类型,
先在 tests/support/template_meanings.py 写明意思,
再运行 pytest --update-golden -->
"""
