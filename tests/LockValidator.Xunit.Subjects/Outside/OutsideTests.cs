namespace LockValidator.Xunit.Subjects.Outside;

/// <summary>What is found in these tests is found on flows that do not know of them.</summary>
public sealed class OutsideTests
{
    [Fact]
    public void Queues_work_without_its_context()
    {
        using var done = new ManualResetEventSlim();
        ThreadPool.UnsafeQueueUserWorkItem(_ => Break("Queued", done), null);
        done.Wait();
    }

    [Fact]
    public void Starts_a_thread_without_its_context()
    {
        using var done = new ManualResetEventSlim();
        new Thread(() => Break("Started", done)) { IsBackground = true }.UnsafeStart();
        done.Wait();
    }

    private static void Break(string name, ManualResetEventSlim done)
    {
        new Pair(name).Both();
        done.Set();
    }
}
