namespace Stria.Files;

/// <summary>Arbin's .res, an Access database: the table of channels in seconds, amperes, volts and ampere-hours.</summary>
public sealed class ArbinDatabaseReader : ICyclerReader
{
    private const double CoulombPerAmpereHour = 3600;
    private static readonly DateTimeOffset Zero = new(1899, 12, 30, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Used = ["Test_ID", "Data_Point", "Test_Time", "Current", "Voltage", "Charge_Capacity", "Discharge_Capacity"];

    /// <inheritdoc/>
    public string Name => "Arbin (.res)";

    /// <inheritdoc/>
    public bool Recognises(string path) => JetDatabase.IsJet(LabText.Beginning(path, 64));

    /// <inheritdoc/>
    public CyclerRecord Read(string path, CyclerReadOptions options)
    {
        JetDatabase database = JetDatabase.Open(path);
        JetTable table = database.Find(Used) ?? throw new DataException("is an Access database without Arbin's table of channels (Channel_Normal_Table). Perhaps it was made by another program, or the file was cut.", path);
        List<Remark> remarks = [];
        if (database.IsCut || table.RowCount < table.Announced)
        {
            remarks.Add(Remark.Warning($"The database announces {table.Announced} rows and holds {table.RowCount}. Perhaps copying was interrupted."));
        }

        int[] order = Order(table, path, remarks);
        var columns = table.NumberNames.ToDictionary(name => name, name => Ordered(table.Numbers(name), order));
        double[] times = columns["Test_Time"];
        TraceChecks.Times(times, path, row => $"data point {columns["Data_Point"][row]}", "Test_Time");
        bool isTurned = options.Sign == CurrentSign.PositiveOnDischarge;
        double[] currents = isTurned ? TraceChecks.Turned(columns["Current"]) : columns["Current"];
        double[] charges = TraceChecks.Scaled(TraceCharge.Net(columns["Charge_Capacity"], columns["Discharge_Capacity"]), CoulombPerAmpereHour);
        remarks.Add(TraceChecks.Sign(isTurned ? "the file's were turned, as asked." : "Arbin counts so."));
        CellInformation cell = Cell(database);
        DateTimeOffset? start = columns.TryGetValue("DateTime", out double[]? days) && days[0] > 1 ? Zero.AddSeconds(Math.Round((days[0] * 86400) - times[0], 3)) : cell.Start;
        double[] steps = columns["Step_Index"];
        return new CyclerRecord(path, "Arbin .res", new CyclerTrace(times, currents, columns["Voltage"])
        {
            Charges = isTurned ? TraceChecks.Turned(charges) : charges,
            Steps = TraceChecks.Count(times.Length, row => steps[row] != steps[row - 1] || (columns.TryGetValue("Step_Time", out double[]? inStep) && inStep[row] < inStep[row - 1])),
            Cycles = Array.ConvertAll(columns["Cycle_Index"], cycle => (int)cycle),
            Further = [.. columns.Where(c => !Used.AsSpan(2, 3).Contains(c.Key)).Select(c => new TraceColumn(c.Key, UnitOf(c.Key), c.Value))],
            Start = start,
            Origin = Provenance.Of(path).Then("read as Arbin .res"),
        })
        {
            Cell = cell with { Start = start },
            Remarks = remarks,
        };
    }

    /// <summary>The rows of the first test by their data point; a database keeps no order.</summary>
    private static int[] Order(JetTable table, string path, List<Remark> remarks)
    {
        double[] tests = table.Numbers("Test_ID"), points = table.Numbers("Data_Point");
        if (!Array.Exists(tests, double.IsFinite))
        {
            throw new DataException("holds no row of data. Perhaps the test was not started.", path);
        }

        double first = tests.Where(double.IsFinite).Min();
        int several = tests.Distinct().Count();
        if (several > 1)
        {
            remarks.Add(Remark.Warning($"The database holds {several} tests; the first (Test_ID {first}) was read."));
        }

        return [.. Enumerable.Range(0, tests.Length).Where(row => tests[row] == first).OrderBy(row => points[row])];
    }

    private static double[] Ordered(double[] values, int[] order) => Array.ConvertAll(order, row => values[row]);

    private static CellInformation Cell(JetDatabase database)
    {
        if (database.Find("Test_ID", "Test_Name", "Start_DateTime") is not { RowCount: > 0 } global)
        {
            return new CellInformation { Instrument = "Arbin" };
        }

        double mass = global.NumberNames.Contains("MASS") ? global.Numbers("MASS")[0] : double.NaN;
        double capacity = global.NumberNames.Contains("Capacity") ? global.Numbers("Capacity")[0] : double.NaN;
        return new CellInformation
        {
            // Arbin keeps the mass in g and the capacity in Ah.
            Name = global.Text("Test_Name", 0),
            Technique = global.Text("Schedule_File_Name", 0),
            Instrument = $"Arbin {global.Text("Serial_Number", 0)}".Trim(),
            ActiveMass = mass > 0 ? mass * 1e-3 : null,
            NominalCapacity = capacity > 0 ? capacity * CoulombPerAmpereHour : null,
        };
    }

    private static string UnitOf(string name) => name switch
    {
        "Step_Time" => "s",
        "DateTime" => "d",
        "Charge_Capacity" or "Discharge_Capacity" => "Ah",
        "Charge_Energy" or "Discharge_Energy" => "Wh",
        "dV/dt" => "V/s",
        "Internal_Resistance" or "AC_Impedance" => "Ohm",
        "ACI_Phase_Angle" => "deg",
        _ => "1",
    };
}
