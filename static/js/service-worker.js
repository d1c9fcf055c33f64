// Served as /service-worker.js, for a worker serves the addresses below its own.
import "/static/js/tablet/worker.js";
