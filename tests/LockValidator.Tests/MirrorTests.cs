namespace LockValidator.Tests;

public sealed class MirrorTests
{
    [Theory]
    [InlineData(typeof(Lock), typeof(ValidatedLock))]
    [InlineData(typeof(SpinLock), typeof(ValidatedSpinLock))]
    public void Every_member_of_the_original_is_there_with_the_same_signature(Type original, Type ours)
    {
        MemberMirror.SignaturesOf(ours).Should().Contain(MemberMirror.SignaturesOf(original));
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
}
