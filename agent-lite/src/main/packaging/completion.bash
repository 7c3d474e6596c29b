# Made from the code. After a change: mvn -pl agent-lite -am test -Dtest=CommandPagesTest -Daccept
_vigie_agent() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  local command='' etc=/etc/vigie words='' each i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      --etc) etc=${COMP_WORDS[++i]} ;;
      --var) ((++i)) ;;
      -*) ;;
      *) command=${command:-${COMP_WORDS[i]}} ;;
    esac
  done
  COMPREPLY=()
  case $prev in
    --etc | --var) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
    --ca | --token-file | validate) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --template) mapfile -t COMPREPLY < <(compgen -W "db directory dns files lxc mail nfs postgresql proxy tomcat web" -- "$cur"); return ;;
    --output | -o) mapfile -t COMPREPLY < <(compgen -W "text json" -- "$cur"); return ;;
    print) mapfile -t COMPREPLY < <(compgen -W config -- "$cur"); return ;;
    maintenance) mapfile -t COMPREPLY < <(compgen -W "end 30m 1h 2h 1d" -- "$cur"); return ;;
  esac
  case $command in
    '') words="abort ack checks clear create disable enable freeze join maintenance print provision restart run shutdown start startstandby status stop sync syncall syncdrp syncnodes syncupdate thaw trust unprovision validate --etc --var --help --version" ;;
    ack) words="--comment" ;;
    print) words="--eval" ;;
    validate) words="--node" ;;
    stop|unprovision) words="--rid --subset --tag --downto --force --waitlock --dry-run" ;;
    restart) words="--rid --subset --tag --force --disable-rollback --waitlock --dry-run" ;;
    run) words="--rid --subset --tag --force --waitlock --dry-run" ;;
    provision|start) words="--rid --subset --tag --upto --force --disable-rollback --waitlock --dry-run" ;;
    startstandby) words="--rid --subset --tag --upto --force --waitlock --dry-run" ;;
    disable|enable|sync|sync|sync|sync|syncall|syncdrp|syncnodes|syncupdate) words="--rid --subset --tag --waitlock --dry-run" ;;
    join) words="--server --token-file --ca --node" ;;
    create) words="--template --set" ;;
    abort) words="--waitlock" ;;
    clear|freeze|thaw) words="--waitlock --dry-run" ;;
    status) words="-o --output" ;;
  esac
  case $command:$cur in
    *:-*) words="$words --help" ;;
    :*) ;;
    *) words='' ;;
  esac
  case $command:$cur in
    *:-*) ;;
    abort:* | ack:* | clear:* | disable:* | enable:* | freeze:* | print:* | provision:* | restart:* | run:* | start:* | startstandby:* | status:* | stop:* | sync:* | syncall:* | syncdrp:* | syncnodes:* | syncupdate:* | thaw:* | unprovision:*)
      for each in "$etc"/services/*.conf "$etc"/services/*.env; do
        [[ -e $each ]] || continue
        each=${each##*/}
        words="$words ${each%.*}"
      done
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _vigie_agent vigie-agent
