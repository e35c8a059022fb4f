package io.github.kvmtck.x86.silicon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One captured instruction.
 *
 * @param opcode name of its file: {@code FF.3} is FF /3
 * @param ram memory before, by physical address
 * @param changedRegs registers after, only those that changed
 * @param changedRam memory after, likewise
 * @param flagAddress where the flags word of the exception was pushed, or null
 */
record Case(
    String opcode,
    String name,
    String hash,
    Map<String, Integer> regs,
    Map<Integer, Integer> ram,
    Map<String, Integer> changedRegs,
    Map<Integer, Integer> changedRam,
    @Nullable Integer exception,
    @Nullable Integer flagAddress) {

  static Case of(String opcode, JsonNode json) {
    JsonNode exception = json.get("exception");
    return new Case(
        opcode,
        json.get("name").asText(),
        json.get("hash").asText(),
        registers(json.get("initial").get("regs")),
        memory(json.get("initial").get("ram")),
        registers(json.get("final").get("regs")),
        memory(json.get("final").get("ram")),
        exception == null ? null : exception.get("number").asInt(),
        exception == null ? null : exception.get("flag_address").asInt());
  }

  private static Map<String, Integer> registers(@Nullable JsonNode json) {
    Map<String, Integer> registers = new LinkedHashMap<>();
    if (json != null) {
      json.properties().forEach(e -> registers.put(e.getKey(), e.getValue().asInt()));
    }
    return registers;
  }

  private static Map<Integer, Integer> memory(JsonNode json) {
    Map<Integer, Integer> memory = new LinkedHashMap<>();
    json.forEach(pair -> memory.put(pair.get(0).asInt(), pair.get(1).asInt()));
    return memory;
  }
}
