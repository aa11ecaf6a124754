using System.Collections.Frozen;

namespace Stria.Files;

/// <summary>How a column is kept in the records of an .mpr file.</summary>
internal enum MprKind
{
    Single,
    Double,
    Short,
    Long,
    Byte,
}

/// <summary>The columns of .mpr files by their numbers, under the headings that EC-Lab's own text export gives them. A plain list: a new column is one entry.</summary>
internal static class MprColumns
{
    /// <summary>Columns that share the one byte of flags: number, heading, mask.</summary>
    internal static FrozenDictionary<int, (string Heading, int Mask)> Flags { get; } = new Dictionary<int, (string, int)>
    {
        [1] = ("mode", 0x03), [2] = ("ox/red", 0x04), [3] = ("error", 0x08), [21] = ("control changes", 0x10), [31] = ("Ns changes", 0x20), [65] = ("counter inc.", 0x80),
    }.ToFrozenDictionary();

    /// <summary>Columns that stand by themselves.</summary>
    internal static FrozenDictionary<int, (string Heading, MprKind Kind)> All { get; } = Build();

    /// <summary>Number of bytes.</summary>
    internal static int Size(MprKind kind) => kind switch { MprKind.Double => 8, MprKind.Short => 2, MprKind.Byte => 1, _ => 4 };

    private static FrozenDictionary<int, (string, MprKind)> Build()
    {
        var columns = new Dictionary<int, (string, MprKind)>
        {
            [39] = ("I Range", MprKind.Short), [131] = ("Ns", MprKind.Short), [295] = ("I Range", MprKind.Short),
            [468] = ("half cycle", MprKind.Long), [469] = ("z cycle", MprKind.Long), [509] = ("Acir/Dcir Control", MprKind.Byte),
        };
        foreach ((int number, string heading) in Doubles)
        {
            columns.Add(number, (heading, MprKind.Double));
        }

        foreach ((int number, string heading) in Singles)
        {
            columns.Add(number, (heading, MprKind.Single));
        }

        for (int harmonic = 2; harmonic <= 7; harmonic++)
        {
            columns.Add(484 + harmonic, ($"|Ewe h{harmonic}|/V", MprKind.Single));
            columns.Add(490 + harmonic, ($"|I h{harmonic}|/A", MprKind.Single));
            columns.Add(496 + harmonic, ($"|Ece h{harmonic}|/V", MprKind.Single));
        }

        return columns.ToFrozenDictionary();
    }

    private static (int Number, string Heading)[] Doubles =>
    [
        (4, "time/s"), (7, "dq/mA.h"), (11, "<I>/mA"), (13, "(Q-Qo)/mA.h"), (23, "dQ/mA.h"), (24, "cycle number"), (74, "|Energy|/W.h"),
        (110, "Energy ce/W.h"), (112, "Energy we/W.h"), (115, "Energy ce charge/W.h"), (116, "Energy ce discharge/W.h"), (123, "Energy charge/W.h"), (124, "Energy discharge/W.h"),
        (125, "Capacitance charge/µF"), (126, "Capacitance discharge/µF"), (182, "step time/s"), (379, "Energy charge/W.h"), (438, "step time/s"), (467, "Q charge/discharge/mA.h"),
    ];

    private static (int Number, string Heading)[] Singles =>
    [
        (5, "control/V/mA"), (6, "Ewe/V"), (8, "I/mA"), (9, "Ece/V"), (16, "Analog IN 1/V"), (17, "Analog IN 2/V"), (19, "control/V"), (20, "control/mA"),
        (32, "freq/Hz"), (33, "|Ewe|/V"), (34, "|I|/A"), (35, "Phase(Z)/deg"), (36, "|Z|/Ohm"), (37, "Re(Z)/Ohm"), (38, "-Im(Z)/Ohm"), (45, "|Z1|/Ohm"), (46, "|Z2|/Ohm"),
        (69, "Rwe/Ohm"), (70, "P/W"), (75, "Analog OUT/V"), (76, "<I>/mA"), (77, "<Ewe>/V"), (78, "Cs-2/µF-2"),
        (96, "|Ece|/V"), (98, "Phase(Zce)/deg"), (99, "|Zce|/Ohm"), (100, "Re(Zce)/Ohm"), (101, "-Im(Zce)/Ohm"),
        (163, "|Estack|/V"), (168, "Rcmp/Ohm"), (169, "Cs/µF"), (172, "Cp/µF"), (173, "Cp-2/µF-2"), (174, "<Ewe>/V"), (178, "(Q-Qo)/C"), (179, "dQ/C"), (185, "<Ece>/V"),
        (241, "|E1|/V"), (242, "|E2|/V"), (271, "Phase(Z1)/deg"), (272, "Phase(Z2)/deg"), (301, "|Z1|/Ohm"), (302, "|Z2|/Ohm"), (326, "P/W"), (331, "Re(Z1)/Ohm"), (332, "Re(Z2)/Ohm"),
        (361, "-Im(Z1)/Ohm"), (362, "-Im(Z2)/Ohm"), (391, "<E1>/V"), (392, "<E2>/V"), (419, "|Estack|/V"), (422, "Phase(Zstack)/deg"), (423, "|Zstack|/Ohm"), (424, "Re(Zstack)/Ohm"), (425, "-Im(Zstack)/Ohm"), (426, "<Estack>/V"),
        (430, "Phase(Zwe-ce)/deg"), (431, "|Zwe-ce|/Ohm"), (432, "Re(Zwe-ce)/Ohm"), (433, "-Im(Zwe-ce)/Ohm"), (434, "(Q-Qo)/C"), (435, "dQ/C"), (441, "<Ecv>/V"), (462, "Temperature/°C"), (471, "<Ece>/V"),
        (473, "THD Ewe/%"), (474, "THD I/%"), (475, "THD Ece/%"), (476, "NSD Ewe/%"), (477, "NSD I/%"), (478, "NSD Ece/%"), (479, "NSR Ewe/%"), (480, "NSR I/%"), (481, "NSR Ece/%"),
        (504, "Rac/Ohm"), (505, "Rdc/Ohm"),
    ];
}
