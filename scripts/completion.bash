# shellcheck shell=bash
# Completion for kaigo-tools in bash. It reads a command's --help, which is printed from its option table, so it knows what the
# command knows.
_kaigo_tools()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} option='' words=''

	COMPREPLY=()
	if [[ $word == "=" ]]; then
		option=$before word=
	elif [[ $before == "=" ]]; then
		option=${COMP_WORDS[COMP_CWORD-2]}
	elif [[ $before == --* ]]; then
		option=$before
	fi
	if [[ -n $option ]]; then
		# the choices of --option=a|b|c
		words=$("$1" --help | sed -n "s/^  .* $option=\([a-z0-9+-]*|[a-z0-9+|-]*\).*/\1/p" | tr '|' ' ')
	elif [[ $word == -* ]]; then
		words=$("$1" --help | sed -n 's/^  \(-[a-z],\|   \) \(--[a-z-]*\).*/\2/p')
	fi
	[[ -z $words ]] || mapfile -t COMPREPLY <<<"$(compgen -W "$words" -- "$word")"
}
complete -o default -o bashdefault -F _kaigo_tools survey-tally
