namespace LockValidator.Xunit.Subjects.Cases;

/// <summary>Break a rule around their tests.</summary>
public static class PartTests
{
    public sealed class InConstructor
    {
        private static readonly Pair s_locks = new("PartConstructor");

        public InConstructor() => s_locks.Both();

        [Fact]
        public void Fails_for_its_constructor()
        {
        }
    }

    public sealed class InInitialize : IAsyncLifetime
    {
        private static readonly Pair s_locks = new("PartInitialize");

        public async Task InitializeAsync()
        {
            await Task.Yield();
            s_locks.Both();
        }

        public Task DisposeAsync() => Task.CompletedTask;

        [Fact]
        public void Fails_for_its_initialization()
        {
        }
    }

    public sealed class InDispose : IDisposable
    {
        private static readonly Pair s_locks = new("PartDispose");

        public void Dispose() => s_locks.Both();

        [Fact]
        public void Fails_for_its_end()
        {
        }
    }
}
