using System.Reflection;

namespace LockValidator.Tests;

public sealed class MirrorTests
{
    public static TheoryData<Type, Type> Mirrored => new()
    {
        { typeof(Lock), typeof(ValidatedLock) },
        { typeof(SpinLock), typeof(ValidatedSpinLock) },
        { typeof(Monitor), typeof(ValidatedMonitor) },
        { typeof(ReaderWriterLockSlim), typeof(ValidatedReaderWriterLock) },
        { typeof(SemaphoreSlim), typeof(ValidatedSemaphore) },
        { typeof(Mutex), typeof(ValidatedMutex) },
        { typeof(CountdownEvent), typeof(ValidatedCountdown) },
        { typeof(Barrier), typeof(ValidatedBarrier) },
        { typeof(ManualResetEventSlim), typeof(ValidatedManualResetEvent) },
        { typeof(AutoResetEvent), typeof(ValidatedAutoResetEvent) },
        { typeof(Lazy<int>), typeof(ValidatedLazy<int>) },
    };

    public static TheoryData<Type> Ours => [.. typeof(ValidatedLock).Assembly.GetExportedTypes().Where(type => type.Name.StartsWith("Validated", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Mirrored))]
    public void Every_member_of_the_original_is_there_with_the_same_signature(Type original, Type ours)
    {
        MemberMirror.SignaturesOf(original).Except(MemberMirror.SignaturesOf(ours)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Mirrored))]
    public void Every_constructor_of_the_original_can_be_called(Type original, Type ours)
    {
        MemberMirror.ConstructorsOf(original).Except(MemberMirror.ConstructorsOf(ours)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ours))]
    public void No_constructor_takes_calls_from_one_that_knows_the_place(Type ours)
    {
        MemberMirror.ConstructorsThatLoseThePlace(ours).Should().BeEmpty();
    }

    [Fact]
    public void A_constructor_that_loses_the_place_is_noticed()
    {
        MemberMirror.ConstructorsThatLoseThePlace(typeof(LosesThePlace)).Should().ContainSingle();
    }

    [Theory]
    [InlineData(typeof(Mutex), typeof(ValidatedMutex))]
    [InlineData(typeof(AutoResetEvent), typeof(ValidatedAutoResetEvent))]
    public void A_wait_handle_is_one_and_watches_every_wait_of_its_own(Type original, Type ours)
    {
        ours.Should().BeAssignableTo(original.BaseType!);
        typeof(WaitHandle).GetMethods().Where(method => method.Name == nameof(WaitHandle.WaitOne))
            .Select(method => ours.GetMethod(method.Name, [.. method.GetParameters().Select(parameter => parameter.ParameterType)])!.DeclaringType)
            .Should().HaveCount(5).And.OnlyContain(type => type == ours);
    }

    [Fact]
    public void A_missing_member_is_noticed()
    {
        MemberMirror.SignaturesOf(typeof(ValidatedSpinLock)).Should().NotContain(MemberMirror.SignaturesOf(typeof(Lock)).First(signature => signature.Contains("TryEnter", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_scopes_are_ref_structs_as_the_original_is()
    {
        new[] { typeof(Lock.Scope), typeof(ValidatedLock.Scope), typeof(ValidatedSpinLock.Scope) }.Should().OnlyContain(scope => scope.IsByRefLike);
    }

    [Theory]
    [MemberData(nameof(Mirrored))]
    public void What_is_disposable_is_so(Type original, Type ours)
    {
        original.GetInterfaces().Except(ours.GetInterfaces()).Should().BeEmpty();
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1812", Justification = "Only looked at.")]
    private sealed class LosesThePlace
    {
        public LosesThePlace()
        {
        }

        public LosesThePlace([System.Runtime.CompilerServices.CallerFilePath] string file = "") => _ = file;
    }
}
