"""What makes each shell ask at a Tab.

Own scripts, as typer's let zsh evaluate what it is offered, start the program twice in fish, and
keep bash from --dept=复. Nothing offered is ever evaluated, and files are offered where there is
nothing else.
"""

_BASH = """\
_jimoplan_completion() {
    local before=("${COMP_WORDS[@]:1:COMP_CWORD-1}")
    mapfile -t COMPREPLY < <(
        _JIMOPLAN_COMPLETE=bash _JIMOPLAN_WORD="${COMP_WORDS[COMP_CWORD]}" \\
            "${COMP_WORDS[0]}" "${before[@]}" 2>/dev/null
    )
}
complete -o default -F _jimoplan_completion jimoplan
"""

_ZSH = """\
#compdef jimoplan

_jimoplan_completion() {
    local -a offered shown
    local line
    for line in ${(f)"$(_JIMOPLAN_COMPLETE=zsh _JIMOPLAN_WORD="${(Q)words[CURRENT]}" \\
            "${words[1]}" "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)"}; do
        offered+=("${line%%$'\\t'*}")
        shown+=("${line/$'\\t'/ -- }")
    done
    if (( ! $#offered )); then
        _files
    elif ! compadd -l -d shown -a offered; then
        compadd -U -l -d shown -a offered # found by its initials, which it takes the place of
        (( $#offered > 1 )) && compstate[insert]=
    fi
}
compdef _jimoplan_completion jimoplan
"""

_FISH = """\
function __jimoplan_offers
    set -l before (commandline --tokenize --cut-at-cursor --current-process)
    set -l offers (env _JIMOPLAN_COMPLETE=fish _JIMOPLAN_WORD=(commandline -ct | string collect) \\
        $before 2>/dev/null)
    if test (count $offers) -gt 0
        printf '%s\\n' $offers
    else
        __fish_complete_path (commandline -ct)
    end
end
complete --command jimoplan --no-files --arguments '(__jimoplan_offers)'
"""

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName jimoplan -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.ToString() })
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [Text.Encoding]::UTF8
        $Env:_JIMOPLAN_COMPLETE = 'powershell'
        $Env:_JIMOPLAN_WORD = $wordToComplete
        jimoplan @before 2>$null | ForEach-Object {
            $word, $note = $_ -split "`t", 2
            $tip = if ($note) { $note } else { $word }
            [Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $tip)
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item Env:_JIMOPLAN_COMPLETE, Env:_JIMOPLAN_WORD -ErrorAction SilentlyContinue
    }
}
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL}
"""The script of each shell."""
