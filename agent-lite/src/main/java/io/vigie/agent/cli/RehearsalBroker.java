package io.vigie.agent.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As much of a broker as a producer needs to hear that its records were taken; it keeps none. A
 * rehearsal has to see every class that a real answer brings.
 */
final class RehearsalBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RehearsalBroker.class);
  private static final int SELF = 1;
  private static final List<ApiKeys> SPOKEN =
      List.of(ApiKeys.API_VERSIONS, ApiKeys.METADATA, ApiKeys.INIT_PRODUCER_ID, ApiKeys.PRODUCE);

  private final ServerSocket server;

  private RehearsalBroker(ServerSocket server) {
    this.server = server;
  }

  static RehearsalBroker open() throws IOException {
    RehearsalBroker broker =
        new RehearsalBroker(new ServerSocket(0, 4, InetAddress.getLoopbackAddress()));
    start(broker::accept);
    return broker;
  }

  String bootstrap() {
    return server.getInetAddress().getHostAddress() + ':' + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        start(() -> serve(client));
      } catch (IOException e) {
        LOG.atDebug().setCause(e).log("rehearsal over");
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
      while (!server.isClosed()) {
        byte[] request = in.readNBytes(in.readInt());
        ByteBuffer answer = answer(ByteBuffer.wrap(request));
        out.writeInt(answer.remaining());
        out.write(answer.array(), answer.position(), answer.remaining());
        out.flush();
      }
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("client gone");
    }
  }

  private ByteBuffer answer(ByteBuffer bytes) {
    RequestHeader header = RequestHeader.parse(bytes);
    short version = header.apiVersion();
    AbstractRequest request =
        AbstractRequest.parseRequest(header.apiKey(), version, new ByteBufferAccessor(bytes))
            .request;
    ApiMessage data =
        switch (header.apiKey()) {
          case API_VERSIONS -> versions();
          case METADATA -> metadata((MetadataRequestData) request.data());
          case INIT_PRODUCER_ID ->
              new InitProducerIdResponseData().setProducerId(1).setProducerEpoch((short) 0);
          case PRODUCE -> produced((ProduceRequestData) request.data());
          default -> throw new IllegalStateException("not rehearsed: " + header.apiKey());
        };
    return RequestUtils.serialize(
        header.toResponseHeader().data(),
        header.apiKey().responseHeaderVersion(version),
        data,
        version);
  }

  private static ApiVersionsResponseData versions() {
    ApiVersionsResponseData data = new ApiVersionsResponseData();
    for (ApiKeys key : SPOKEN) {
      data.apiKeys()
          .add(
              new ApiVersionsResponseData.ApiVersion()
                  .setApiKey(key.id)
                  .setMinVersion(key.oldestVersion())
                  .setMaxVersion(key.latestVersion()));
    }
    return data;
  }

  private MetadataResponseData metadata(MetadataRequestData request) {
    MetadataResponseData data = new MetadataResponseData().setClusterId("rehearsal");
    data.setControllerId(SELF);
    data.brokers()
        .add(
            new MetadataResponseData.MetadataResponseBroker()
                .setNodeId(SELF)
                .setHost(server.getInetAddress().getHostAddress())
                .setPort(server.getLocalPort()));
    if (request.topics() != null) {
      request.topics().forEach(each -> data.topics().add(topic(each.name())));
    }
    return data;
  }

  private static MetadataResponseData.MetadataResponseTopic topic(String name) {
    MetadataResponseData.MetadataResponsePartition only =
        new MetadataResponseData.MetadataResponsePartition()
            .setPartitionIndex(0)
            .setLeaderId(SELF)
            .setLeaderEpoch(0)
            .setReplicaNodes(List.of(SELF))
            .setIsrNodes(List.of(SELF));
    return new MetadataResponseData.MetadataResponseTopic()
        .setName(name)
        .setTopicId(new Uuid(1, name.hashCode()))
        .setPartitions(List.of(only));
  }

  private static ProduceResponseData produced(ProduceRequestData request) {
    ProduceResponseData data = new ProduceResponseData();
    for (ProduceRequestData.TopicProduceData topic : request.topicData()) {
      data.responses()
          .add(
              new ProduceResponseData.TopicProduceResponse()
                  .setName(topic.name())
                  .setTopicId(topic.topicId())
                  .setPartitionResponses(
                      topic.partitionData().stream()
                          .map(
                              each ->
                                  new ProduceResponseData.PartitionProduceResponse()
                                      .setIndex(each.index()))
                          .toList()));
    }
    return data;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "rehearsal-broker");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
