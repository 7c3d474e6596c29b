package io.vigie.standalone.lab;

import java.util.Random;

/** What is done to the collector while it works. */
public enum Fault {
  STREAMS_KILLED {
    @Override
    void strike(Lab lab, Random random) {
      lab.parts().kill(Parts.STREAMS);
      lab.parts().start(Parts.STREAMS);
    }
  },
  /** Killed, started, and killed again while partitions are handed out. */
  STREAMS_KILLED_WHILE_REBALANCING {
    @Override
    void strike(Lab lab, Random random) {
      lab.parts().kill(Parts.STREAMS);
      lab.parts().start(Parts.STREAMS);
      lab.awaitLogged(Parts.STREAMS, "REBALANCING");
      lab.afterMillis(random.nextInt(1_500));
      lab.parts().kill(Parts.STREAMS);
      lab.parts().start(Parts.STREAMS);
    }
  },
  /** Its stores are lost, and it is killed while it restores them. */
  STREAMS_KILLED_WHILE_RESTORING {
    @Override
    void strike(Lab lab, Random random) {
      lab.parts().kill(Parts.STREAMS);
      lab.parts().forgetStores(Parts.STREAMS);
      lab.parts().start(Parts.STREAMS);
      lab.awaitLogged(Parts.STREAMS, "REBALANCING");
      lab.afterMillis(random.nextInt(2_500));
      lab.parts().kill(Parts.STREAMS);
      lab.parts().start(Parts.STREAMS);
    }
  },
  /** A second process takes half of the partitions over, and the first is killed meanwhile. */
  STREAMS_KILLED_WHILE_ANOTHER_JOINS {
    @Override
    void strike(Lab lab, Random random) {
      lab.parts().start(Parts.STREAMS_TOO);
      lab.awaitLogged(Parts.STREAMS_TOO, "REBALANCING");
      lab.afterMillis(random.nextInt(3_000));
      lab.parts().kill(Parts.STREAMS);
      lab.parts().start(Parts.STREAMS);
      lab.flowing();
      lab.parts().kill(Parts.STREAMS_TOO);
    }
  },
  /** Killed as soon as it is seen to have committed. */
  RECORDER_KILLED_AFTER_A_COMMIT {
    @Override
    void strike(Lab lab, Random random) {
      for (String recorder : new String[] {Parts.RECORDER, Parts.RECORDER_TOO}) {
        lab.awaitCommit();
        lab.parts().kill(recorder);
        lab.parts().start(recorder);
        lab.flowing();
      }
    }
  },
  /** Stands still for longer than every time-out while another works on, then wakes. */
  RECORDER_SUSPENDED {
    @Override
    void strike(Lab lab, Random random) {
      lab.awaitCommit();
      String recorder = lab.activeRecorder();
      lab.parts().process(recorder).suspend();
      try {
        lab.flowsOn(lab.suspension());
      } finally {
        lab.parts().process(recorder).resume();
      }
    }
  },
  BROKER_KILLED {
    @Override
    void strike(Lab lab, Random random) {
      lab.parts().kill(Parts.BROKER);
      lab.parts().start(Parts.BROKER);
      lab.parts().awaitBroker();
    }
  },
  DATABASE_KILLED {
    @Override
    void strike(Lab lab, Random random) {
      lab.parts().killDatabase();
      lab.parts().startDatabase();
    }
  };

  abstract void strike(Lab lab, Random random);

  /** For a person. */
  String words() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
