using System.Runtime.InteropServices;

namespace Stria.Numerics.Linear;

/// <summary>One instance of MUMPS: its structure in native memory, ended and freed when disposed.</summary>
/// <remarks>MUMPS is not thread-safe even between instances: every call of the process goes through one lock.</remarks>
internal sealed unsafe class MumpsInstance : SafeHandle
{
    internal const int Initialise = -1, Finish = -2, Analyse = 1, FactorNumerically = 2, SolveSystems = 3;

    // A library with a larger structure than ours must find memory behind it until its version has been read and refused.
    private const int Slack = 8192;

    // The Fortran communicator by which MUMPS recognises "the whole world".
    private const int WholeWorld = -987654;
    private const int Symbols = 1, Diagnostics = 2, Summary = 3, PrintLevel = 4;
    private static readonly Lock Gate = new();

    /// <param name="library">Where to find MUMPS.</param>
    /// <param name="symmetry">0, or the number of a <see cref="MatrixKind"/>.</param>
    internal MumpsInstance(NativeLibraryName library, int symmetry)
        : base(0, ownsHandle: true)
    {
        NativeLibraries.Load(library);
        if (NativeLibraries.TryLoad(NativeLibraries.Of(NativeLibraries.OpenBlas), out _))
        {
            OpenBlas.Prepare();
        }

        SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(DmumpsStruct) + Slack));
        (Parameters->Sym, Parameters->Par, Parameters->CommFortran) = (symmetry, 1, WholeWorld);
        int error = Call(Initialise);
        if (error < 0 || !Array.Exists(DmumpsStruct.Versions, v => Version.StartsWith(v, StringComparison.Ordinal)))
        {
            string found = Version;
            Dispose();
            throw error < 0 ? MumpsErrors.Of(error, 0, 0) : MumpsErrors.WrongVersion(found);
        }

        Set(Symbols, -1);
        Set(Diagnostics, -1);
        Set(Summary, -1);
        Set(PrintLevel, 0);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The version as MUMPS gives it ("5.5.1").</summary>
    internal string Version => Marshal.PtrToStringUTF8((nint)Parameters->VersionNumber) ?? "";

    internal bool IsSymmetric => Parameters->Sym != 0;

    internal int Order => Parameters->N;

    internal DmumpsStruct* Parameters => (DmumpsStruct*)handle;

    /// <summary>Sets ICNTL(number).</summary>
    internal void Set(int number, int value) => Parameters->Icntl[number - 1] = value;

    /// <summary>Sets CNTL(number).</summary>
    internal void SetReal(int number, double value) => Parameters->Cntl[number - 1] = value;

    /// <summary>INFOG(number).</summary>
    internal int Info(int number) => Parameters->Infog[number - 1];

    /// <summary>INFOG(number) where MUMPS writes large numbers as negative millions.</summary>
    internal long LargeInfo(int number) => Info(number) is var value && value < 0 ? -1_000_000L * value : value;

    /// <summary>Does a job alone in this process.</summary>
    /// <returns>INFOG(1): negative is an error, positive a warning.</returns>
    internal int Call(int job)
    {
        lock (Gate)
        {
            Parameters->Job = job;
            MumpsNative.dmumps_c(Parameters);
            return Info(1);
        }
    }

    /// <summary>Solves in place for right-hand sides that follow each other.</summary>
    /// <returns>INFOG(1).</returns>
    internal int Solve(double* rightHandSides, int count)
    {
        // The structure is shared by all who solve with these factors, so it is filled under the lock.
        lock (Gate)
        {
            (Parameters->NRhs, Parameters->LRhs) = (count, Parameters->N);
            Parameters->Rhs = rightHandSides;
            int error = Call(SolveSystems);
            Parameters->Rhs = null;
            return error;
        }
    }

    protected override bool ReleaseHandle()
    {
        int error = Call(Finish);
        NativeMemory.Free((void*)handle);
        return error >= 0;
    }
}
