using System.Runtime.InteropServices;

namespace Stria.Files;

/// <summary>What the elements of a dataset or attribute are.</summary>
public enum Hdf5TypeClass
{
    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>Floating-point numbers.</summary>
    Real,

    /// <summary>Complex numbers: a compound of two floating-point numbers.</summary>
    Complex,

    /// <summary>Strings, of fixed or variable length.</summary>
    Text,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>The type of the elements of a dataset or attribute.</summary>
/// <param name="Class">What they are.</param>
/// <param name="ByteCount">Size of one element in the file [byte].</param>
/// <param name="IsVariable">True for strings of variable length.</param>
public readonly record struct Hdf5Type(Hdf5TypeClass Class, int ByteCount, bool IsVariable)
{
    internal static Hdf5Type Of(Hdf5Id type)
    {
        var size = (int)Hdf5Native.H5Tget_size(type.Value);
        return Hdf5Native.H5Tget_class(type.Value) switch
        {
            0 or 8 => new Hdf5Type(Hdf5TypeClass.Whole, size, false),
            1 => new Hdf5Type(Hdf5TypeClass.Real, size, false),
            3 => new Hdf5Type(Hdf5TypeClass.Text, size, Hdf5Native.H5Tis_variable_str(type.Value) > 0),
            6 when IsPairOfReals(type) => new Hdf5Type(Hdf5TypeClass.Complex, size, false),
            _ => new Hdf5Type(Hdf5TypeClass.Other, size, false),
        };
    }

    /// <summary>The names of the two members of a complex type, real part first.</summary>
    internal static (string Real, string Imaginary) MemberNames(Hdf5Id type) => (MemberName(type, 0), MemberName(type, 1));

    private static bool IsPairOfReals(Hdf5Id type)
    {
        if (Hdf5Native.H5Tget_nmembers(type.Value) != 2)
        {
            return false;
        }

        for (uint member = 0; member < 2; member++)
        {
            using var part = Hdf5Id.Type(Hdf5Native.H5Tget_member_type(type.Value, member));
            if (Hdf5Native.H5Tget_class(part.Value) != 1)
            {
                return false;
            }
        }

        return true;
    }

    private static string MemberName(Hdf5Id type, uint member)
    {
        nint name = Hdf5Native.H5Tget_member_name(type.Value, member);
        try
        {
            return Marshal.PtrToStringUTF8(name) ?? "";
        }
        finally
        {
            Hdf5Native.H5free_memory(name);
        }
    }
}
