package io.vigie.standalone.lab;

import java.util.List;
import java.util.Map;

/** Every template of the agent with a program of Debian's that does what it is for. */
final class Trials {
  private static final String HTTP =
      "exec 3<>/dev/tcp/$IP/%d; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; head -c 15 <&3";
  private static final String GREETING = "exec 3<>/dev/tcp/$IP/%d; timeout 2 head -c %d <&3";

  private Trials() {}

  static final List<Trial> ALL =
      List.of(
          new Trial(
              "web",
              List.of("nginx-light"),
              """
              cat >$DIR/nginx.conf <<EOF
              pid $DIR/nginx.pid;
              error_log $DIR/error.log;
              events {}
              http { access_log off; server { listen $IP:80; return 200 "vigie"; } }
              EOF
              """,
              Map.of("conf", "$DIR/nginx.conf"),
              HTTP.formatted(80),
              "HTTP/1.1 200",
              "app#web",
              ""),
          new Trial(
              "db",
              List.of("mariadb-server"),
              """
              mkdir $DIR/data && chown mysql $DIR/data
              mariadb-install-db --no-defaults --user=mysql --datadir=$DIR/data --skip-test-db >/dev/null
              printf '[mysqld]\\npid-file=$DIR/data/pid\\nport=3306\\n' >$DIR/my.cnf
              """,
              Map.of("conf", "$DIR/my.cnf", "data", "$DIR/data", "socket", "$DIR/data/sock"),
              GREETING.formatted(3306, 120) + " | tr -dc '[:print:]'",
              "MariaDB",
              "app#db",
              ""),
          new Trial(
              "postgresql",
              List.of("postgresql"),
              """
              mkdir $DIR/data && chown postgres $DIR/data
              mkdir -p /run/postgresql && chown postgres /run/postgresql
              bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
              ln -s $bin $DIR/bin
              setpriv --reuid postgres --regid postgres --init-groups $bin/initdb -D $DIR/data >/dev/null
              echo "host all all 10.214.9.0/24 trust" >>$DIR/data/pg_hba.conf
              """,
              Map.of(
                  "programs", "$DIR/bin", "data", "$DIR/data", "conf", "$DIR/data/postgresql.conf"),
              "$DIR/bin/psql -h $IP -U postgres -Atc 'select 6*7'",
              "42",
              "app#db",
              ""),
          new Trial(
              "mail",
              List.of("postfix", "dovecot-imapd"),
              """
              mkdir $DIR/conf $DIR/queue $DIR/data && chown postfix $DIR/data
              cat >$DIR/conf/main.cf <<EOF
              compatibility_level = 3.6
              queue_directory = $DIR/queue
              data_directory = $DIR/data
              mail_owner = postfix
              setgid_group = postdrop
              myhostname = lab.example
              mydestination =
              inet_interfaces = $IP
              inet_protocols = ipv4
              mynetworks = 10.214.9.0/24
              maillog_file = $DIR/log
              maillog_file_prefixes = $DIR
              EOF
              cat >$DIR/conf/master.cf <<EOF
              smtp inet n - n - - smtpd
              pickup unix n - n 60 1 pickup
              cleanup unix n - n - 0 cleanup
              qmgr unix n - n 300 1 qmgr
              rewrite unix - - n - - trivial-rewrite
              bounce unix - - n - 0 bounce
              defer unix - - n - 0 bounce
              proxymap unix - - n - - proxymap
              error unix - - n - - error
              retry unix - - n - - error
              anvil unix - - n - 1 anvil
              postlog unix-dgram n - n - 1 postlogd
              EOF
              cat >$DIR/dovecot.conf <<EOF
              protocols = imap
              listen = $IP
              base_dir = $DIR/run
              state_dir = $DIR/state
              log_path = $DIR/dovecot.log
              ssl = no
              mail_location = maildir:$DIR/mail
              passdb {
                driver = static
                args = nopassword=y
              }
              userdb {
                driver = static
                args = uid=nobody gid=nogroup home=$DIR/mail
              }
              EOF
              """,
              Map.of("postfix", "$DIR/conf", "dovecot", "$DIR/dovecot.conf"),
              GREETING.formatted(25, 3) + "; " + GREETING.formatted(143, 4),
              "220* OK",
              "app#imap",
              ""),
          new Trial(
              "dns",
              List.of("bind9", "bind9-dnsutils"),
              """
              cat >$DIR/named.conf <<EOF
              options {
                directory "$DIR"; pid-file "$DIR/pid"; session-keyfile "$DIR/key"; recursion no;
                listen-on { $IP; }; listen-on-v6 { none; }; dnssec-validation no;
              };
              controls {};
              zone "lab.example" { type primary; file "$DIR/zone"; };
              EOF
              printf '$TTL 60\\n@ SOA ns root 1 60 60 60 60\\n@ NS ns\\nns A $IP\\n' >$DIR/zone
              chown -R bind $DIR
              """,
              Map.of("conf", "$DIR/named.conf"),
              "dig +short +tries=1 +time=2 @$IP ns.lab.example A",
              "$IP",
              "app#dns",
              ""),
          new Trial(
              "proxy",
              List.of("haproxy"),
              """
              cat >$DIR/haproxy.cfg <<EOF
              defaults
                mode http
                timeout connect 1s
                timeout client 5s
                timeout server 5s
              frontend lab
                bind $IP:8080
                http-request return status 200 content-type text/plain string vigie
              EOF
              """,
              Map.of("conf", "$DIR/haproxy.cfg"),
              HTTP.formatted(8080),
              " 200",
              "app#proxy",
              ""),
          new Trial(
              "directory",
              List.of("slapd", "ldap-utils"),
              """
              mkdir $DIR/db $DIR/conf
              cat >$DIR/slapd.conf <<EOF
              include /etc/ldap/schema/core.schema
              pidfile $DIR/pid
              modulepath /usr/lib/ldap
              moduleload back_mdb
              database mdb
              suffix "dc=lab"
              directory $DIR/db
              EOF
              # it writes them, and fails for there is no database yet
              slaptest -f $DIR/slapd.conf -F $DIR/conf >/dev/null 2>&1 || [ -d $DIR/conf/cn=config ]
              chown -R openldap:openldap $DIR
              """,
              Map.of("conf", "$DIR/conf"),
              "ldapsearch -x -LLL -H ldap://$IP -b '' -s base namingContexts",
              "dc=lab",
              "app#ldap",
              ""),
          new Trial(
              "files",
              List.of("samba", "smbclient"),
              """
              mkdir $DIR/state $DIR/share
              cat >$DIR/smb.conf <<EOF
              [global]
              interfaces = $IP/24
              bind interfaces only = yes
              smb ports = 445
              disable netbios = yes
              private dir = $DIR/state
              lock directory = $DIR/state
              state directory = $DIR/state
              cache directory = $DIR/state
              pid directory = $DIR/state
              ncalrpc dir = $DIR/state/rpc
              log file = $DIR/smb.log
              map to guest = Bad User
              [lab]
              path = $DIR/share
              guest ok = yes
              EOF
              """,
              Map.of("conf", "$DIR/smb.conf"),
              "smbclient -g -N -L //$IP; true",
              "Disk|lab",
              "app#files",
              ""),
          new Trial(
              "tomcat",
              List.of("tomcat10"),
              """
              mkdir -p $DIR/conf $DIR/logs $DIR/work $DIR/temp $DIR/webapps/ROOT
              cp /etc/tomcat10/web.xml $DIR/conf/
              echo vigie >$DIR/webapps/ROOT/index.html
              cat >$DIR/conf/server.xml <<EOF
              <Server port="-1"><Service name="Catalina"><Connector port="8080" address="$IP"/>
              <Engine name="Catalina" defaultHost="localhost"><Host name="localhost" appBase="webapps"/></Engine>
              </Service></Server>
              EOF
              chown -R tomcat $DIR
              """,
              Map.of("base", "$DIR"),
              HTTP.formatted(8080),
              " 200",
              "app#tomcat",
              ""),
          new Trial(
              "nfs",
              List.of("nfs-kernel-server"),
              "mkdir $DIR/share",
              Map.of(
                  "path",
                  "$DIR/share",
                  "clients",
                  "10.214.9.0/24(rw,sync,no_subtree_check,fsid=79)"),
              "ping -c 1 -W 1 $IP",
              " 0% packet loss",
              "share#0",
              "exportfs -u 10.214.9.0/24:$DIR/share"),
          new Trial(
              "lxc",
              List.of("lxc", "busybox-static"),
              """
              lxc-create --name lab --lxcpath $DIR --template busybox >/dev/null
              sed -i '/^lxc.net/d' $DIR/lab/config
              echo 'lxc.net.0.type = empty' >>$DIR/lab/config
              """,
              Map.of("container", "lab", "path", "$DIR"),
              "lxc-info --lxcpath $DIR --name lab --state",
              "RUNNING",
              "container#0",
              "lxc-stop --lxcpath $DIR --name lab --kill"));
}
