import FlowModel
import Glibc
import SimulatorKit

// weir-simulator SEED [--alone]         tells the story of one seed
// weir-simulator --soak COUNT [FIRST]   runs many, on all processors, and prints what failed

let words = CommandLine.arguments.dropFirst().map { $0 }
if words.first == "--soak" {
  let count = words.count > 1 ? UInt64(words[1]) ?? 100 : 100
  let first = words.count > 2 ? UInt64(words[2]) ?? 1 : 1
  exit(SimulatorSoak(seeds: first...(first + max(1, count) - 1)).run() ? 0 : 1)
} else if let seed = words.first.flatMap({ UInt64($0) }) {
  var simulation = Simulation(seed: seed)
  if words.contains("--alone") { simulation.isAlone = true }
  simulation.tell = words.contains("--quiet") ? nil : { print($0) }
  let outcome = try simulation.run()
  for violation in outcome.violations { print("VIOLATION \(violation.oracle): \(violation.text)") }
  print("digest \(String(outcome.digest, radix: 16)), \(outcome.steps) steps")
  exit(outcome.violations.isEmpty ? 0 : 1)
} else {
  print("weir-simulator SEED [--quiet] [--alone] | --soak COUNT [FIRST]")
  exit(2)
}
