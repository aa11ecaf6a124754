using System.Runtime.InteropServices;

namespace Stria.Numerics.Linear;

/// <summary>The structure through which MUMPS 5.5 is spoken to from C (double precision, 32-bit integers), field by field; 5.4 and 5.6 have the same.</summary>
/// <remarks>It must not move while MUMPS knows it, so it lives in native memory. Only the fields that Stria uses have names of their own kind;
/// the others keep the library's. Tests hold size and offsets.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DmumpsStruct
{
    /// <summary>Beginnings of the versions that have this layout.</summary>
    internal static readonly string[] Versions = ["5.5.", "5.6.", "5.4."];

    internal int Sym, Par, Job, CommFortran;
    internal fixed int Icntl[60];
    internal fixed int Keep[500];
    internal fixed double Cntl[15];
    internal fixed double Dkeep[230];
    internal fixed long Keep8[150];
    internal int N, NBlk, NzAlloc, Nz;
    internal long NNz;
    internal int* Irn, Jcn;
    internal double* A;
    internal int NzLoc;
    internal long NNzLoc;
    internal int* IrnLoc, JcnLoc;
    internal double* ALoc;
    internal int NElt;
    internal int* EltPtr, EltVar;
    internal double* AElt;
    internal int* BlkPtr, BlkVar;
    internal int* PermIn, SymPerm, UnsPerm;
    internal double* ColSca, RowSca;
    internal int ColScaFromMumps, RowScaFromMumps;
    internal double* Rhs, RedRhs, RhsSparse, SolLoc, RhsLoc;
    internal int* IrhsSparse, IrhsPtr, IsolLoc, IrhsLoc;
    internal int NRhs, LRhs, LRedRhs, NzRhs, LSolLoc, NLocRhs, LRhsLoc;
    internal int SchurMLoc, SchurNLoc, SchurLld;
    internal int MBlock, NBlock, NPRow, NPCol;
    internal fixed int Info[80];
    internal fixed int Infog[80];
    internal fixed double RInfo[40];
    internal fixed double RInfog[40];
    internal int Deficiency;
    internal int* PivNulList, Mapping;
    internal int SizeSchur;
    internal int* ListVarSchur;
    internal double* Schur;
    internal int InstanceNumber;
    internal double* WkUser;
    internal fixed byte VersionNumber[32];
    internal fixed byte OocTmpDir[256];
    internal fixed byte OocPrefix[64];
    internal fixed byte WriteProblem[256];
    internal int LwkUser;
    internal fixed byte SaveDir[256];
    internal fixed byte SavePrefix[256];
    internal fixed int MetisOptions[40];
}
