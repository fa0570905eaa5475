namespace LockValidator.Xunit.Subjects.Cases;

/// <summary>Work that outlives its test: what it breaks is found when the test's result is out.</summary>
public sealed class LateTests(LateTests.Fixture fixture) : IClassFixture<LateTests.Fixture>
{
    [Fact]
    public void Leaves_work_to_its_fixture() => fixture.Work = Task.Run(async () =>
    {
        await fixture.Ended.Task;
        new Pair("Late").Both();
    });

    public sealed class Fixture : IAsyncLifetime
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Work { get; set; } = Task.CompletedTask;

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            Ended.SetResult();
            await Work;
        }
    }
}
