namespace LockValidator.Benchmarks;

/// <summary>One lock and how it is taken and released. Implemented by structs, so that each nest is compiled for its own lock: no virtual call.</summary>
internal interface IPair
{
    void Enter();

    void Exit();
}
