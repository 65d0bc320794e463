import Dispatch
import FlowWorkspace
import Glibc
import Synchronization
import Testing

@Suite struct ThreadPoolTests {
  /// Which threads came by, by the kernel's numbers: those of pthreads are given again.
  private final class Threads: Sendable {
    private let seen = Mutex<Set<String>>([])
    func note() {
      var name = [UInt8](repeating: 0, count: 64)
      let count = readlink("/proc/thread-self", &name, name.count)
      seen.withLock { _ = $0.insert(String(decoding: name.prefix(max(0, count)), as: UTF8.self)) }
    }
    var count: Int { seen.withLock { $0.count } }
  }

  @Test("one thread does its jobs one after another, in the order they were given")
  func order() async {
    let pool = ThreadPool()
    let done = Mutex<[Int]>([])
    for number in 1...500 { pool.add { done.withLock { $0.append(number) } } }
    await pool.perform {}
    #expect(done.withLock { $0 } == Array(1...500))
  }

  @Test("jobs that wait for each other run side by side, on as many threads as the pool has")
  func sideBySide() async {
    let pool = ThreadPool(threads: 3)
    let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    async let one: Void = pool.perform {
      second.signal()
      first.wait()
    }
    async let two: Void = pool.perform {
      first.signal()
      second.wait()
    }
    _ = await (one, two)
  }

  @Test("what was given is done though the pool has ended")
  func ending() async {
    let (stream, feed) = AsyncStream.makeStream(of: Int.self)
    for number in 1...3 { ThreadPool().add { feed.yield(number) } }
    var seen: Set<Int> = []
    for await number in stream {
      seen.insert(number)
      if seen.count == 3 { break }
    }
    #expect(seen == [1, 2, 3])
  }

  @Test("tasks that prefer the pool run on its threads, and so does what they call and await")
  func tasks() async {
    let pool = ThreadPool(threads: 2)
    let threads = Threads()
    let tasks = (1...200).map { number in
      Task(executorPreference: pool) {
        threads.note()
        await Task.yield()
        let answer = await withTaskGroup(of: Int.self) { group in
          group.addTask {
            threads.note()
            return number * 2
          }
          return await group.reduce(0, +)
        }
        threads.note()
        return answer
      }
    }
    var sum = 0
    for task in tasks { sum += await task.value }
    #expect(sum == 200 * 201)
    #expect(threads.count <= 2)
  }

  @Test("the threads of a pool that has ended serve the next ones: none ends, none is made in vain")
  func reserve() async {
    let threads = Threads()
    for _ in 1...200 {
      let pool = ThreadPool()
      await pool.perform { threads.note() }
    }
    // Other tests use some at the same time.
    #expect(threads.count < 100)
  }

  @Test("a thread without stack left has another one for the handler of its crash")
  func signalStack() async {
    let size = await ThreadPool().perform {
      var stack = stack_t()
      sigaltstack(nil, &stack)
      return stack.ss_sp == nil ? 0 : stack.ss_size
    }
    #expect(size >= 16 * 1024)
  }
}
