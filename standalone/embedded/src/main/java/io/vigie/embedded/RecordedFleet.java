package io.vigie.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Tables of any size, as the recorder would have left them: to measure and to test lists with. */
public final class RecordedFleet {
  private RecordedFleet() {}

  /**
   * Fills empty tables. May take minutes.
   *
   * @param nodes five instances on each, of services with two instances: most are up on one node
   *     and down on the other
   * @param actions spread over the services, one a second
   */
  public static void fill(Connection connection, int nodes, int actions) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String one : script(nodes, actions).split(";\n")) {
        statement.execute(one);
      }
    }
  }

  private static String script(int nodes, int actions) {
    return """
        INSERT INTO node (id,cluster,node,n,state,frozen,since,known_from,last_seen,skew_millis,\
        grace_seconds,env,site,boot_id,agent_version,part,pos)
        SELECT CONCAT('default/n',seq),'default',CONCAT('n',seq),1,\
        CASE WHEN seq%100=0 THEN 'silent' WHEN seq%100=1 THEN 'leaving' ELSE 'alive' END,seq%50=0,\
        1800000000000+seq,1800000000000,1800000000000,0,0,IF(seq%2,'PRD','DEV'),\
        CONCAT('site',seq%10),'','1.0',0,seq FROM seq_1_to_NODES;
        INSERT INTO node_inventory (id,epoch,seq,hostname,team,location,os,os_version,kernel,arch,\
        manufacturer,model,serial,cpu_model,cpu_threads,memory_bytes,addresses,part,pos)
        SELECT CONCAT('default/n',seq),1,1,CONCAT('n',seq),'unix','country=FR','Linux','12','6.1',\
        'x86_64','HP','DL380',seq,'Xeon',seq%64,1000000000,'[]',0,seq FROM seq_1_to_NODES;
        INSERT INTO instance (id,cluster,service,node,n,avail,overall,trusted,stale,stale_reason,frozen,\
        provisioned,misplaced,served_elsewhere,since,known_from,last_report,app,env,node_env,\
        container_type,topology,preferred_node,action,monitor,badges,resources,part,pos)
        SELECT CONCAT('default/svc',seq DIV 2,'@n',seq%NODES+1),'default',CONCAT('svc',seq DIV 2),\
        CONCAT('n',seq%NODES+1),1,\
        CASE WHEN seq%200=0 THEN 'down' WHEN seq%200=1 THEN 'warn' WHEN seq%200=2 THEN 'undef'\
         WHEN seq%2 THEN 'up' WHEN seq%20=4 THEN 'stdby up' ELSE 'down' END,\
        IF(seq%90=0,'warn','up'),seq%150<>0,seq%150=0,'',seq%70=0,TRUE,FALSE,\
        seq%200>2 AND seq%2=0 AND seq%20<>4,\
        1800000000000-seq DIV 3,1800000000000,1800000000000,CONCAT('app',seq%300),\
        IF(seq%10<6,'PRD','DEV'),IF(seq%10<6,'PRD','DEV'),'','failover',CONCAT('n',seq%NODES+1),'','',\
        '{"ip":"up","fs":"up","app":"up"}',\
        CONCAT('{"fs#1":{"status":"up","type":"fs.ext4","label":"',REPEAT('x',900),'"}}'),0,seq
        FROM seq_1_to_INSTANCES;
        INSERT INTO service (id,cluster,service,n,avail,overall,stale,frozen,misplaced,since,known_from,\
        app,env,container_type,topology,flex_min,flex_max,preferred_node,nodes,up_nodes,\
        last_known_up_on,instances,action,badges,part,pos)
        SELECT CONCAT('default/svc',seq),'default',CONCAT('svc',seq),1,\
        CASE WHEN seq%200=0 THEN 'down' WHEN seq%200=1 THEN 'undef' ELSE 'up' END,'up',seq%150=0,0,0,\
        1800000000000-seq,1800000000000,CONCAT('app',seq%300),IF(seq%10<6,'PRD','DEV'),'','failover',\
        0,0,'n1','["n1","n2"]','["n1"]','[]',2,'',\
        '{"ip":"up","fs":"up","app":"up"}',0,seq FROM seq_1_to_SERVICES;
        INSERT INTO action (id,cluster,service,node,action,status,origin,by_whom,command,pid,begin_at,\
        end_at,timeout_seconds,line_count,n,part,pos)
        SELECT CONCAT('019aaaaa-0000-7000-8000-',LPAD(HEX(seq),12,'0')),'default',\
        CONCAT('svc',1+seq*7919%SERVICES),CONCAT('n',1+seq*104729%NODES),\
        ELT(1+seq%4,'start','stop','syncnodes','syncdrp'),\
        CASE WHEN seq%30=0 THEN 'err' WHEN seq%25=0 THEN 'warn' WHEN seq>ACTIONS-50 THEN 'running'\
         ELSE 'ok' END,'scheduler','root','om start',seq,1800000000000+1000*seq,\
        IF(seq>ACTIONS-50,NULL,1800000000500+1000*seq),0,5,seq,0,seq FROM seq_1_to_ACTIONS;
        INSERT INTO alert (id,kind,anchor,detail,cluster,service,node,app,apps,env,production,severity,\
        state,flapping,held_by,n,episode,occurrence,since,raised,at,resolved,reason,ack_by,ack_at,\
        ack_comment,ack_expires,ack_sticky,facts,evidence,part,pos)
        SELECT CONCAT(kind,':default/svc',seq),kind,CONCAT('default/svc',seq),'','default',\
        CONCAT('svc',seq),'',CONCAT('app',seq%300),CONCAT('["app',seq%300,'"]'),IF(seq%10<6,'PRD','DEV'),\
        seq%10<6,seq%4,IF(seq%40<2,'open','resolved'),seq%400=0,IF(seq%80=0,CONCAT('node-silent:default/n',seq),''),\
        2,1,1,1800000000000-1000*seq,1800000005000-1000*seq,1800000005000-1000*seq,\
        IF(seq%40<2,NULL,1800000009000-1000*seq),IF(seq%40<2,'','cleared'),IF(seq%120=0,'zoe',''),\
        IF(seq%120=0,1800000009000,NULL),'',NULL,0,'{"avail":"down"}','[]',0,seq
        FROM (SELECT seq,ELT(1+seq%4,'service-degraded','service-frozen','action-failed',\
        'service-unavailable') AS kind FROM seq_1_to_SERVICES) some;
        INSERT INTO alert (id,kind,anchor,detail,cluster,service,node,app,apps,env,production,severity,\
        state,flapping,held_by,n,episode,occurrence,since,raised,at,resolved,reason,ack_by,ack_at,\
        ack_comment,ack_expires,ack_sticky,facts,evidence,part,pos)
        SELECT CONCAT('node-silent:default/n',seq),'node-silent',CONCAT('default/n',seq),'','default','',\
        CONCAT('n',seq),CONCAT('app',seq%300),CONCAT('["app',seq%300,'","app',(seq+7)%300,'"]'),\
        IF(seq%2,'PRD','DEV'),seq%2,2,IF(seq%100=0,'open','resolved'),0,'',2,1,1,1800000000000+seq,\
        1800000000000+seq,1800000000000+seq,IF(seq%100=0,NULL,1800000009000+seq),\
        IF(seq%100=0,'','cleared'),'',NULL,'',NULL,0,'{"missed":"30"}','[]',0,seq FROM seq_1_to_NODES;
        INSERT INTO check_value (id,cluster,node,kind,instance,service,value,unit,read_at,low,high,\
        threshold,state,part,pos)
        SELECT CONCAT('default/n',1+seq%NODES,':',kind,':',seq DIV NODES),'default',\
        CONCAT('n',1+seq%NODES),kind,IF(kind='load','',CONCAT('/srv/',seq DIV NODES)),'',\
        seq*7919%100000/1000,'%',1800000000000+seq%600000,NULL,95,'',IF(seq*7919%100000>95000,'high','ok'),0,seq
        FROM (SELECT seq,ELT(1+seq DIV NODES%4,'fs_u','fs_i','load','swap') AS kind\
         FROM seq_0_to_CHECKS) some;
        INSERT INTO sync_copy (id,cluster,service,rid,target,source,app,env,disaster,state,since,status,\
        action,begin_at,end_at,reason,files,bytes,speed,snapshot,last_good,next_due,max_delay,lag_seconds,part,pos)
        SELECT CONCAT('default/svc',seq DIV 2,':',rid,'/n',1+(seq+1)%NODES),'default',\
        CONCAT('svc',seq DIV 2),rid,CONCAT('n',1+(seq+1)%NODES),CONCAT('n',1+seq%NODES),\
        CONCAT('app',seq%300),IF(seq%10<6,'PRD','DEV'),seq%2,\
        CASE WHEN seq%400=0 THEN 'never' WHEN seq%100=1 THEN 'late' WHEN seq%100=2 THEN 'failed' ELSE 'ok' END,\
        1800000000000-seq,IF(seq%100=2,'err','ok'),'',1800000000000-seq,1800000009000-seq,'',seq%999,\
        seq*7919%1000000007,10000000,'',IF(seq%400=0,NULL,1800000009000-seq),1800003600000+seq,7200,NULL,0,seq
        FROM (SELECT seq,IF(seq%2,'sync#drp','sync#nodes') AS rid FROM seq_1_to_INSTANCES) some;
        INSERT INTO ticket (id,app,number,state,severity,services,nodes,alerts,ended,told,accepted,\
        refused,failed,opened,at,closed,sent,owner,external,link,n,part,pos)
        SELECT CONCAT('app',seq%300,':',1+seq DIV 300),CONCAT('app',seq%300),1+seq DIV 300,\
        IF(seq%100<4,ELT(1+seq%100,'open','sent','taken','gathering'),'closed'),\
        seq%4,CONCAT('["default/svc',seq,'","default/svc',seq+300,'"]'),'[]',2,2,2,2,0,0,\
        1800000000000-1000*seq,1800000600000-1000*seq,IF(seq%100<4,NULL,1800000600000-1000*seq),\
        1800000000000-1000*seq,IF(seq%7=0,'zoe',''),IF(seq%5=0,seq,''),'',3,0,seq FROM seq_1_to_NODES;
        INSERT INTO ticket_line (ticket,place,alert,episode,severity,summary,since,resolved)
        SELECT CONCAT('app',n.seq%300,':',1+n.seq DIV 300),place.seq,\
        CONCAT('service-degraded:default/svc',n.seq+300*place.seq),1,n.seq%4,'a service is degraded',\
        1800000000000-1000*n.seq,IF(n.seq%100<4,NULL,1800000600000-1000*n.seq)
        FROM seq_1_to_NODES n JOIN seq_0_to_1 place;
        ANALYZE TABLE node, node_inventory, instance, service, action, alert, check_value, sync_copy, ticket,\
        ticket_line;
        """
        .replace("CHECKS", Integer.toString(nodes * 10 - 1))
        .replace("NODES", Integer.toString(nodes))
        .replace("INSTANCES", Integer.toString(nodes * 5))
        .replace("SERVICES", Integer.toString(nodes * 5 / 2))
        .replace("ACTIONS", Integer.toString(actions));
  }
}
